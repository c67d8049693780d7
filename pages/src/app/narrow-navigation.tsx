// The navigation of a narrow screen, on demand.
import { Drawer } from "@mantine/core";
import { useReturnFocus } from "../kit/return-focus";
import { Links } from "./navigation";

export default function NarrowNavigation({ close }: { close: () => void }) {
  useReturnFocus();
  return (
    <Drawer opened onClose={close} title="Pages" size="16rem">
      <nav aria-label="Pages">
        <Links close={close} />
      </nav>
    </Drawer>
  );
}
