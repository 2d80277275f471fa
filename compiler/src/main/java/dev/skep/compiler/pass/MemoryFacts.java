package dev.skep.compiler.pass;

import dev.skep.compiler.pass.Spots.Root;
import dev.skep.compiler.pass.Spots.Spot;
import dev.skep.ir.Extension;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known to lie in memory at one point of a function. */
final class MemoryFacts {
    /** Older facts make room for newer ones, so that a long block costs no more than its length. */
    private static final int MOST = 64;

    /** Helpers that write no memory a program can see. */
    private static final Set<Helper> QUIET = EnumSet.of(
            Helper.MAP_LOOKUP_ELEM,
            Helper.KTIME_GET_NS,
            Helper.KTIME_GET_BOOT_NS,
            Helper.KTIME_GET_COARSE_NS,
            Helper.KTIME_GET_TAI_NS,
            Helper.JIFFIES64,
            Helper.GET_PRANDOM_U32,
            Helper.GET_SMP_PROCESSOR_ID,
            Helper.GET_NUMA_NODE_ID,
            Helper.GET_CURRENT_PID_TGID,
            Helper.GET_CURRENT_UID_GID,
            Helper.GET_CURRENT_CGROUP_ID,
            Helper.GET_CURRENT_TASK);

    /** Helpers that only read what they are handed, whatever else they write. */
    private static final Set<Helper> READING =
            EnumSet.of(Helper.MAP_UPDATE_ELEM, Helper.MAP_DELETE_ELEM, Helper.RINGBUF_OUTPUT, Helper.PERF_EVENT_OUTPUT);

    private final Spots spots;
    private final Map<Spot, Fact> facts;
    private final List<Spot> zeroes;

    /**
     * What the low bytes of a value are in memory.
     *
     * @param extension how the value has them when a load made it
     */
    record Fact(Value value, Optional<Extension> extension) {}

    private MemoryFacts(Spots spots, Map<Spot, Fact> facts, List<Spot> zeroes) {
        this.spots = spots;
        this.facts = new LinkedHashMap<>(facts);
        this.zeroes = new ArrayList<>(zeroes);
    }

    /** Nothing is known. */
    static MemoryFacts none(Spots spots) {
        return new MemoryFacts(spots, Map.of(), List.of());
    }

    boolean isEmpty() {
        return facts.isEmpty() && zeroes.isEmpty();
    }

    MemoryFacts copy() {
        return new MemoryFacts(spots, facts, zeroes);
    }

    Optional<Fact> at(Spot spot) {
        return Optional.ofNullable(facts.get(spot));
    }

    boolean isZero(Spot spot) {
        return zeroes.stream().anyMatch(zero -> zero.covers(spot));
    }

    void put(Spot spot, Fact fact) {
        facts.remove(spot);
        facts.put(spot, fact);
        if (facts.size() > MOST) facts.remove(facts.keySet().iterator().next());
    }

    /** Keeps what {@code other} knows, too. */
    void meet(MemoryFacts other) {
        facts.entrySet().removeIf(entry -> !entry.getValue().equals(other.facts.get(entry.getKey())));
        zeroes.removeIf(zero -> !other.isZero(zero));
    }

    /** Forgets what {@code op} may change. */
    void forgetChanged(Op op) {
        var use = MemoryUse.of(op);
        for (var bytes : use.writes()) written(spots.of(bytes));
        use.call().ifPresent(this::called);
    }

    /** The bytes are zero from now on. */
    void zero(Spot spot) {
        written(spot);
        zeroes.add(spot);
        if (zeroes.size() > MOST) zeroes.remove(0);
    }

    /** The bytes are something else from now on. */
    private void written(Spot spot) {
        facts.keySet().removeIf(spot::mayOverlap);
        for (var zero : List.copyOf(zeroes)) {
            if (!zero.mayOverlap(spot)) continue;
            zeroes.remove(zero);
            if (!zero.root().equals(spot.root())) continue;
            rest(zero, zero.offset(), spot.offset());
            rest(zero, spot.end(), zero.end());
        }
    }

    private void rest(Spot zero, long from, long to) {
        if (from < to) zeroes.add(new Spot(zero.root(), from, (int) (to - from)));
    }

    /** Returns whether the call leaves the memory that it is handed as it is. */
    static boolean onlyReads(Op.CallHelper call) {
        return QUIET.contains(call.helper()) || READING.contains(call.helper());
    }

    /** Forgets what a call may have changed: all that it may know of, and what it is handed. */
    private void called(Op.Call call) {
        if (call instanceof Op.CallHelper helper && QUIET.contains(helper.helper())) return;
        if (call instanceof Op.CallHelper helper && READING.contains(helper.helper())) forget(List.of());
        else
            forget(call.arguments().stream()
                    .filter(argument -> argument.type() instanceof ValueType.Pointer)
                    .map(argument -> spots.of(argument, 0, 1).root())
                    .toList());
    }

    private void forget(List<Root> handed) {
        facts.keySet().removeIf(spot -> isForgotten(spot, handed));
        zeroes.removeIf(spot -> isForgotten(spot, handed));
    }

    private boolean isForgotten(Spot spot, List<Root> handed) {
        return spots.isShared(spot.root()) || handed.stream().anyMatch(spot.root()::mayOverlap);
    }
}
