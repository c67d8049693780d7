// A dialog over the page, which is there as long as it is open.
import { Modal, type ModalProps } from "@mantine/core";
import { useReturnFocus } from "./return-focus";

export function Dialog(props: Omit<ModalProps, "opened">) {
  useReturnFocus();
  return <Modal opened {...props} />;
}
