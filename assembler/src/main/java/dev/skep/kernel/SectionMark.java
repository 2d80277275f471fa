package dev.skep.kernel;

import java.util.Set;

/** What the first word of a section's name says of the program beside its kind, in the order in which libbpf reads it. Column: what is added. */
public enum SectionMark {
    // spotless:off
    /** One link attaches it to many places. */
    MULTI     (".multi"),
    /** It takes packets that lie in several pieces. */
    FRAGS     (".frags"),
    /** It may write to what the first argument of the tracepoint leads to. */
    WRITABLE  (".w"),
    /** It may sleep. */
    SLEEPABLE (".s");
    // spotless:on

    private final String suffix;

    SectionMark(String suffix) {
        this.suffix = suffix;
    }

    /** Returns the name of a section with these marks: {@code xdp.frags/devmap} of {@code xdp/devmap}. */
    public static String mark(String section, Set<SectionMark> marks) {
        var slash = section.indexOf('/');
        var word = new StringBuilder(slash < 0 ? section : section.substring(0, slash));
        for (var mark : values()) if (marks.contains(mark)) word.append(mark.suffix);
        return word.append(slash < 0 ? "" : section.substring(slash)).toString();
    }
}
