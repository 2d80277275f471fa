package dev.skep.dsl;

/** What becomes of a packet after a traffic control program: {@code TC_ACT_*}. */
public enum TcAction {
    // spotless:off
    /** Leaves it to the filter's configuration. */
    UNSPEC     (-1),
    /** Lets the packet go on; no other filter is asked. */
    OK         (0),
    /** Classifies the packet once more. */
    RECLASSIFY (1),
    /** Drops the packet. */
    SHOT       (2),
    /** Asks the next action. */
    PIPE       (3),
    /** Takes the packet away without counting it as dropped. */
    STOLEN     (4),
    /** Keeps the packet, which the program has queued. */
    QUEUED     (5),
    /** Asks the action again. */
    REPEAT     (6),
    /** Sends the packet where the last redirect helper said. */
    REDIRECT   (7),
    /** Traps the packet to the CPU of a switch. Kernel 4.17. */
    TRAP       (8);
    // spotless:on

    private final int code;

    TcAction(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
