package dev.skep.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What libbpf made of a CO-RE relocation.
 *
 * @param program whose instruction it changes
 * @param number the how manieth of its section
 * @param asked what the program asks for, where its own types have it
 * @param found where the kernel's types have it; empty if they do not
 * @param patches what became of the instructions
 */
public record CoreRelocation(String program, int number, Fact asked, Optional<Fact> found, List<Patch> patches) {
    private static final Pattern LINE = Pattern.compile("prog '([^']+)': relo #(\\d+): (.+)");
    private static final Pattern FACT =
            Pattern.compile("<(\\w+)> \\[\\d+] (.+?)(?: \\([\\d:]+ @ offset ([\\d.]+)\\)| = (-?\\d+))?");
    private static final Pattern PATCH =
            Pattern.compile("patched insn #(\\d+) \\((.+?)\\) (\\w+) (-?\\d+) -> (-?\\d+)");
    private static final Pattern POISON = Pattern.compile("substituting insn #(\\d+) w/ invalid insn");
    private static final String MATCH = "matching candidate #0 ";

    public CoreRelocation {
        patches = List.copyOf(patches);
    }

    /**
     * A fact about a type.
     *
     * @param kind {@code byte_off}, {@code field_exists} …
     * @param what {@code struct task_struct.tgid}, {@code enum hrtimer_mode::HRTIMER_MODE_REL}; parts without a name are left out
     * @param place the offset of a member in bytes, with bits behind a dot, or the number of an enumerator; else empty
     */
    public record Fact(String kind, String what, String place) {
        /** The struct whose member it is about, without the word. */
        public String struct() {
            return what.substring(what.indexOf(' ') + 1).replaceFirst("\\..*", "");
        }

        /** The member that it is about, from its struct on. */
        public String path() {
            return what.substring(what.indexOf('.') + 1);
        }

        /** The members on the way to that member, it included. */
        public List<String> members() {
            return List.of(path().replaceAll("\\[\\d+]", "").split("\\."));
        }

        private static Fact read(String text) {
            Matcher fact = FACT.matcher(text);
            if (!fact.matches()) throw new IllegalArgumentException("libbpf says of a relocation: " + text);
            String place = fact.group(3) == null ? fact.group(4) : fact.group(3);
            return new Fact(fact.group(1), fact.group(2), place == null ? "" : place);
        }
    }

    /**
     * A changed instruction.
     *
     * @param slot where it is in its program
     * @param form {@code LDX/ST/STX}, {@code ALU/ALU64}, {@code LDIMM64}; empty for one that nobody may reach now
     * @param part {@code off}, {@code mem_sz}, {@code imm}, {@code imm64}
     * @param before what was there
     * @param after what is there
     */
    public record Patch(int slot, String form, String part, long before, long after) {
        private static Optional<Patch> read(String text) {
            Matcher patch = PATCH.matcher(text);
            if (patch.matches())
                return Optional.of(new Patch(
                        Integer.parseInt(patch.group(1)),
                        patch.group(2),
                        patch.group(3),
                        Long.parseLong(patch.group(4)),
                        Long.parseUnsignedLong(patch.group(5))));
            Matcher poison = POISON.matcher(text);
            return poison.matches()
                    ? Optional.of(new Patch(Integer.parseInt(poison.group(1)), "", "", 0, 0))
                    : Optional.empty();
        }

        /** Whether the verifier refuses the program if it can get here. */
        public boolean isPoison() {
            return form.isEmpty();
        }
    }

    /** Whether an instruction was made one that nobody may reach. */
    public boolean isPoisoned() {
        return patches.stream().anyMatch(Patch::isPoison);
    }

    /** The number in a part of the instruction that it changed; only where it changed such a part. */
    public long after(String part) {
        return patches.stream()
                .filter(patch -> patch.part().equals(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + part + " was changed by " + this))
                .after();
    }

    /** Reads what libbpf says. */
    static List<CoreRelocation> read(String log) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Matcher line = LINE.matcher(log); line.find(); )
            lines.computeIfAbsent(line.group(1) + '\t' + line.group(2), relocation -> new ArrayList<>())
                    .add(line.group(3).strip());
        List<CoreRelocation> relocations = new ArrayList<>();
        lines.forEach((relocation, said) -> {
            int tab = relocation.indexOf('\t');
            relocations.add(of(relocation.substring(0, tab), Integer.parseInt(relocation.substring(tab + 1)), said));
        });
        return relocations;
    }

    private static CoreRelocation of(String program, int number, List<String> said) {
        return new CoreRelocation(
                program,
                number,
                Fact.read(said.get(0)),
                said.stream()
                        .filter(line -> line.startsWith(MATCH))
                        .map(line -> Fact.read(line.substring(MATCH.length())))
                        .findFirst(),
                said.stream().flatMap(line -> Patch.read(line).stream()).toList());
    }
}
