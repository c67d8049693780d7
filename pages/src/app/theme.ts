import { createTheme } from "@mantine/core";

// Locking the scroll would insert a <style>; app.css does it.
const dialog = { defaultProps: { lockScroll: false, closeButtonProps: { "aria-label": "Close" } } };

// Stopping transitions while the colours change would insert a <style> too, which our policy refuses.
export const keeps_policy = { keepTransitions: true };

// What would have the focus before the first item does is no item: whoever hears the menu would be told of one more.
const menu = { defaultProps: { withInitialFocusPlaceholder: false } };

// Every field of these forms is required, so none says so.
const plain = { defaultProps: { withAsterisk: false } };

export const theme = createTheme({
  primaryColor: "indigo",
  defaultRadius: "md",
  respectReducedMotion: true,
  components: {
    Modal: dialog,
    Drawer: dialog,
    Menu: menu,
    TextInput: plain,
    Textarea: plain,
    PasswordInput: plain,
    NumberInput: plain,
    Select: plain,
    Autocomplete: plain,
  },
});
