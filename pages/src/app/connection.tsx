// Says when the server is out of reach, over dialogs too: what is half typed there stays.
import { useReach } from "../api/reach";
import css from "./connection.module.css";

const words = {
  gone: "The server can't be reached. This page tries again every 2 seconds; what you typed stays here.",
  offline:
    "You are offline. This page goes on when you are online again; what you typed stays here.",
};

export function Connection() {
  const reach = useReach();
  return (
    <div role="status" className={css.place}>
      {reach !== "reached" && <p className={css.banner}>{words[reach]}</p>}
    </div>
  );
}
