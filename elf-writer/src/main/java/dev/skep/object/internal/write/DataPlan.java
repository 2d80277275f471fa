package dev.skep.object.internal.write;

import dev.skep.elf.ByteString;
import dev.skep.object.BpfGlobal;
import dev.skep.object.DataSection;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.ObjectProblem.Subject;
import dev.skep.object.internal.rules.Problems;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The globals of an object at their places: {@code .data} first, {@code .rodata}, {@code .bss}, then the arena's. */
public final class DataPlan {
    private final Map<String, Placed> byName = new LinkedHashMap<>();
    private final Map<DataSection, Block> blocks = new LinkedHashMap<>();

    private DataPlan() {}

    /** A global at its place in its section. */
    public record Placed(BpfGlobal global, int offset) {}

    /** A section of data. */
    record Block(DataSection section, List<Placed> globals, int size, int alignment) {
        /** The contents; zero where no global is. */
        ByteString bytes() {
            var bytes = ByteBuffer.allocate(size);
            for (Placed placed : globals) {
                bytes.position(placed.offset()).put(placed.global().initial().toArray());
            }
            return ByteString.of(bytes.array());
        }
    }

    static DataPlan of(List<BpfGlobal> globals, Problems problems) {
        Map<DataSection, List<BpfGlobal>> sections = new LinkedHashMap<>();
        globals.stream()
                .sorted(Comparator.comparing(global -> global.section().kind()))
                .forEach(global -> sections.computeIfAbsent(global.section(), section -> new ArrayList<>())
                        .add(global));
        var plan = new DataPlan();
        sections.forEach((section, members) -> plan.place(section, members, problems));
        return plan;
    }

    List<Block> blocks() {
        return List.copyOf(blocks.values());
    }

    Optional<Placed> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private void place(DataSection section, List<BpfGlobal> globals, Problems problems) {
        List<Placed> placed = new ArrayList<>();
        long end = 0;
        int alignment = 1;
        for (BpfGlobal global : globals) {
            long start = end + global.alignment() - 1 & -(long) global.alignment();
            end = start + global.size();
            if (end > Integer.MAX_VALUE) {
                problems.about(Subject.GLOBAL, global.name())
                        .add(
                                Kind.TOO_LARGE,
                                "global " + global.name() + " ends at byte " + end + " of section " + section.name()
                                        + ", the limit is " + Integer.MAX_VALUE);
                return;
            }
            var place = new Placed(global, Math.toIntExact(start));
            placed.add(place);
            byName.putIfAbsent(global.name(), place);
            alignment = Math.max(alignment, global.alignment());
        }
        blocks.put(section, new Block(section, List.copyOf(placed), Math.toIntExact(end), alignment));
    }
}
