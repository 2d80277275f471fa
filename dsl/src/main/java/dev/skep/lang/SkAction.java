package dev.skep.lang;

/** Whether a packet or a connection goes on: {@code enum sk_action}. Kernel 4.10. */
@Name("sk_action")
public enum SkAction {
    /** Refused. */
    @Code(0)
    DROP,
    /** Goes on. */
    @Code(1)
    PASS
}
