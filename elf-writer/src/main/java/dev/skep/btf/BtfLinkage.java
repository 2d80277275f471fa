package dev.skep.btf;

import java.util.Optional;

/** Who can see a function or a variable. */
public enum BtfLinkage {
    /** Only its own file; the verifier checks a static function together with each caller. */
    STATIC(0, "static"),
    /** Everyone; the verifier checks a global function once, by its prototype. */
    GLOBAL(1, "global"),
    /** Defined elsewhere: in the kernel or by the loader. */
    EXTERN(2, "extern");

    private final int number;
    private final String text;

    BtfLinkage(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /** The linkage of this number, if there is one. */
    public static Optional<BtfLinkage> of(int number) {
        for (BtfLinkage linkage : values()) {
            if (linkage.number == number) {
                return Optional.of(linkage);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
