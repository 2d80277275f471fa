package dev.skep.object.link;

import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Header;
import dev.skep.elf.Section.NoBits;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.object.link.Global.Mention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which sections the linked object has, and where in them those of the inputs go. */
final class SectionPlan {
    private static final List<String> ORDER = List.of(
            ".text", "", ".maps", ".struct_ops", ".struct_ops.link", ".data", ".rodata", ".bss", "license", "version");

    private final List<Target> targets;
    private final Map<Key, Piece> pieces;

    private SectionPlan(List<Target> targets, Map<Key, Piece> pieces) {
        this.targets = List.copyOf(targets);
        this.pieces = pieces;
    }

    private record Key(int input, int section) {}

    /**
     * A section of an input in a section of the linked object, so many bytes after its start. Some of it is cut out, some has lost its
     * name.
     */
    record Piece(int input, int section, Target target, long start, Cuts cuts, Cuts unnamed) {
        /** Whether a byte belongs to a definition that another one took the place of. */
        boolean isLost(long offset) {
            return cuts.has(offset) || unnamed.has(offset);
        }

        /** Where a byte of the input's section is now. */
        long at(long offset) {
            return start + offset - cuts.before(offset);
        }
    }

    /** A section of the linked object. */
    static final class Target {
        private final Header header;
        private final boolean zeros;
        private final String firstInput;
        private final List<Piece> parts = new ArrayList<>();
        private long alignment;
        private long size;

        private Target(Header header, boolean zeros, String firstInput) {
            this.header = header;
            this.zeros = zeros;
            this.firstInput = firstInput;
            this.alignment = header.alignment();
        }

        String name() {
            return header.name();
        }

        /** Whether it is zeros that take no room in the file. */
        boolean zeros() {
            return zeros;
        }

        long size() {
            return size;
        }

        List<Piece> parts() {
            return parts;
        }

        Header header() {
            return new Header(header.name(), header.type(), header.flags(), 0, alignment, 0, 0, header.entrySize());
        }
    }

    /** Whether there is one section of this name however many inputs have it. */
    static boolean isOnce(String section) {
        return section.equals("license") || section.equals("version");
    }

    static SectionPlan of(List<InputObject> inputs, GlobalTable globals, Problems problems) {
        return new Builder(inputs, globals, problems).build();
    }

    List<Target> targets() {
        return targets;
    }

    /** Where a section of an input is; nowhere if it is not kept. */
    Optional<Piece> find(int input, int section) {
        return Optional.ofNullable(pieces.get(new Key(input, section)));
    }

    private static final class Builder {
        private final List<InputObject> inputs;
        private final Problems problems;
        private final Map<Key, TreeMap<Long, Long>> lost = new HashMap<>();
        private final Map<Key, TreeMap<Long, Long>> unnamed = new HashMap<>();
        private final Map<String, Target> targets = new LinkedHashMap<>();
        private final Map<Key, Piece> pieces = new LinkedHashMap<>();

        Builder(List<InputObject> inputs, GlobalTable globals, Problems problems) {
            this.inputs = inputs;
            this.problems = problems;
            globals.all().forEach(global -> global.losers().forEach(this::lose));
        }

        /** Code that lost is left out; data that lost only loses its name, as moving its neighbours could misplace them. */
        private void lose(Mention loser) {
            if (loser.symbol().place() instanceof InSection in && loser.symbol().size() > 0) {
                boolean code = InputChecks.isCode(loser.input().elf().section(in.section()));
                long start = loser.symbol().value();
                (code ? lost : unnamed)
                        .computeIfAbsent(new Key(loser.input().number(), in.section()), key -> new TreeMap<>())
                        .merge(start, start + loser.symbol().size(), Math::max);
            }
        }

        SectionPlan build() {
            for (InputObject input : inputs) {
                for (int index = 1; index < input.elf().sections().size(); index++) {
                    Section section = input.elf().section(index);
                    if (InputChecks.isKept(section)) {
                        add(input, index, section);
                    }
                }
            }
            List<Target> sorted = new ArrayList<>(targets.values());
            sorted.removeIf(target -> target.size == 0);
            sorted.sort(Comparator.comparingInt(SectionPlan::rank));
            return new SectionPlan(sorted, pieces);
        }

        private void add(InputObject input, int index, Section section) {
            Header header = header(section);
            var target = targets.computeIfAbsent(
                    section.name(), name -> new Target(header, section instanceof NoBits, input.name()));
            if (!header.type().equals(target.header.type())
                    || !header.flags().equals(target.header.flags())
                    || header.entrySize() != target.header.entrySize()) {
                problems.add(
                        input,
                        section.name(),
                        "the section has type " + header.type() + " and flags " + header.flags() + " here, type "
                                + target.header.type() + " and flags " + target.header.flags() + " in "
                                + target.firstInput);
                return;
            }
            if (isOnce(section.name()) && !target.parts.isEmpty()) {
                same(input, section, target);
                return;
            }
            var key = new Key(input.number(), index);
            var cuts = cuts(lost.get(key));
            target.alignment = Math.max(target.alignment, header.alignment());
            long start = (target.size + Math.max(target.alignment, 1) - 1) & -Math.max(target.alignment, 1);
            var piece = new Piece(input.number(), index, target, start, cuts, cuts(unnamed.get(key)));
            target.parts.add(piece);
            target.size = start + InputChecks.size(section) - cuts.total();
            pieces.put(key, piece);
            if (target.size > Integer.MAX_VALUE) {
                problems.add(input, section.name(), "the section becomes larger than " + Integer.MAX_VALUE + " bytes");
            }
        }

        private static Cuts cuts(@Nullable SortedMap<Long, Long> parts) {
            return parts == null ? Cuts.NONE : Cuts.of(parts);
        }

        private void same(InputObject input, Section section, Target target) {
            var first = target.parts.get(0);
            var other = inputs.get(first.input()).elf().section(first.section());
            if (!(section instanceof Content here
                    && other instanceof Content there
                    && here.bytes().equals(there.bytes()))) {
                problems.add(input, section.name(), "the section has other contents here than in " + target.firstInput);
            }
        }

        private static Header header(Section section) {
            return section instanceof NoBits zeros ? zeros.header() : ((Content) section).header();
        }
    }

    /** The order of the portable profile; entry programs are the unnamed rank. */
    private static int rank(Target target) {
        int exact = ORDER.indexOf(target.name());
        if (exact >= 0) {
            return exact;
        }
        if (target.header.flags().has(SectionFlags.EXECUTE)) {
            return ORDER.indexOf("");
        }
        return ORDER.stream()
                .filter(name -> !name.isEmpty() && target.name().startsWith(name + "."))
                .mapToInt(ORDER::indexOf)
                .findFirst()
                .orElse(ORDER.indexOf("license"));
    }
}
