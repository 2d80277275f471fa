package dev.skep.lang;

/** What becomes of a packet: {@code NF_DROP}, {@code NF_ACCEPT}. Kernel 6.4. */
@Name("netfilter_verdict")
public enum NetfilterVerdict {
    /** Dropped. */
    @Code(0)
    DROP,
    /** Goes on to the next hook. */
    @Code(1)
    ACCEPT
}
