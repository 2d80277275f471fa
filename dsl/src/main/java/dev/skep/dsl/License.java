package dev.skep.dsl;

/** The license of the programs; helpers for GPL programs only want one that the kernel knows to be compatible. */
public record License(String text) {
    /** Any version of the GPL. */
    public static final License GPL = new License("GPL");
    /** The BSD license or the GPL, as the user likes. */
    public static final License DUAL_BSD_GPL = new License("Dual BSD/GPL");
    /** The MIT license or the GPL, as the user likes. */
    public static final License DUAL_MIT_GPL = new License("Dual MIT/GPL");
    /** The MPL or the GPL, as the user likes. */
    public static final License DUAL_MPL_GPL = new License("Dual MPL/GPL");

    public License {
        if (text.isBlank()) throw new IllegalArgumentException("the license has no name");
    }
}
