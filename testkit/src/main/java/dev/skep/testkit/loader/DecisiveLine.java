package dev.skep.testkit.loader;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which line of all that a loader and the verifier said tells why. */
final class DecisiveLine {
    /** The verifier's last line; what stands before it is the reason. */
    private static final Pattern VERIFIER_END = Pattern.compile("^processed \\d+ insns");

    /** How drivers say that the loader did not come to an end: what it complained about follows. */
    private static final Pattern DEATH =
            Pattern.compile("^(the loader (died of|ended with)|no verdict within|no process for) .*");

    /** What follows from a reason, or leads to it, and is none: one kind of line each. */
    private static final Pattern TALK = Pattern.compile(String.join(
            "|",
            // spotless:off
            // the verifier: how it got there
            "^\\d+: \\(",                                   // 7: (79) r0 = *(u64 *)(r0 +0)
            "^\\d+: R\\d",                                  // 0: R1=ctx() R10=fp0
            "^R\\d+(_\\w+)?=",
            "^; ",                                          // a line of source
            "^from \\d+ to \\d+",
            "^(caller|callee|frame\\d+|(cur|old) state):",
            "^(returning from callee|to caller at|func#|Func#|Validating|last_idx|regs=|mark_precise|arg#\\d+ reference type)",
            "^(parent|BPF program|propagating|verification time|stack depth|insns processed|max_states|processed)\\b",
            // libbpf: what it gave up in consequence
            "^prog '[^']*': (failed to load|BPF program load failed|skipped loading)",
            "^prog '[^']*': -- (BEGIN|END)",
            "^-- (BEGIN|END)",
            "^failed to load (object|program)",
            "^permission error while running as root",      // whatever the reason for EPERM was
            "^Error loading \\.BTF into kernel",
            // bpftool, ip, tc
            "^Error: failed to link",
            "^(Error fetching program/map|Unable to load program|ERROR: opening BPF object file failed)"
            // spotless:on
            ));

    private DecisiveLine() {}

    /**
     * The line that decides.
     *
     * @param line the loader's own error
     * @param log all that was said
     */
    static String of(String line, String log) {
        List<String> said = log.lines()
                .map(DecisiveLine::bare)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toList());
        if (DEATH.matcher(line).matches()) {
            return said.isEmpty() ? line : line + ": " + complaint(said);
        }
        for (int i = end(said) - 1; i >= 0; i--) {
            if (!TALK.matcher(said.get(i)).find()) {
                return said.get(i);
            }
        }
        return !line.isBlank() ? line : said.isEmpty() ? "nothing said" : said.get(said.size() - 1);
    }

    private static String bare(String line) {
        String text = line.strip();
        return text.startsWith("libbpf: ") ? text.substring("libbpf: ".length()) : text;
    }

    /** Where the verifier ends; after that the loader only repeats that it failed. */
    private static int end(List<String> said) {
        for (int i = said.size() - 1; i >= 0; i--) {
            if (VERIFIER_END.matcher(said.get(i)).find()) {
                return i;
            }
        }
        return said.size();
    }

    /** A panic says where in one line and what in the next. */
    private static String complaint(List<String> said) {
        String first = said.get(0);
        return first.endsWith(":") && said.size() > 1 ? first + " " + said.get(1) : first;
    }
}
