// The navigation of a narrow screen, on demand.
import { Drawer } from "@mantine/core";
import { Links } from "./navigation";

export default function NarrowNavigation({ close }: { close: () => void }) {
  return (
    <Drawer opened onClose={close} title="Pages" size="16rem">
      <nav aria-label="Pages">
        <Links close={close} />
      </nav>
    </Drawer>
  );
}
