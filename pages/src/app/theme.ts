import { createTheme } from "@mantine/core";

// Locking the scroll would insert a <style>; app.css does it.
const dialog = { defaultProps: { lockScroll: false, closeButtonProps: { "aria-label": "Close" } } };

// Stopping transitions while the colours change would insert a <style> too, which our policy refuses.
export const keeps_policy = { keepTransitions: true };

// Every field of these forms is required, so none says so.
const plain = { defaultProps: { withAsterisk: false } };

export const theme = createTheme({
  primaryColor: "indigo",
  defaultRadius: "md",
  respectReducedMotion: true,
  components: {
    Modal: dialog,
    Drawer: dialog,
    TextInput: plain,
    Textarea: plain,
    PasswordInput: plain,
    NumberInput: plain,
  },
});
