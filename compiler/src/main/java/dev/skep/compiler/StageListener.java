package dev.skep.compiler;

import dev.skep.ir.Unit;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks on while a unit is compiled: called in the order in which things happen, on the thread that compiles. It changes nothing; what it is
 * told is made only when it asks. {@link Compiler#stages} names the stages.
 */
public interface StageListener {
    /** Ignores everything. */
    StageListener NONE = new StageListener() {
        @Override
        public void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots) {
            // nobody looks on
        }

        @Override
        public void selected(String function, Supplier<String> listing) {
            // nobody looks on
        }

        @Override
        public void allocated(String function, Supplier<String> listing) {
            // nobody looks on
        }

        @Override
        public void generated(GeneratedCode code) {
            // nobody looks on
        }
    };

    /** Returns one that tells two others, the first one first. */
    static StageListener both(StageListener one, StageListener other) {
        if (one == NONE) return other;
        return other == NONE ? one : new BothListeners(one, other);
    }

    /**
     * Called with what the front end handed over, as {@code ir}, and then with what each pass leaves.
     *
     * @param pass its name; some run more than once
     * @param unit all functions that are left
     * @param slots makes, by function, the number of instruction slots if no other pass followed than those that are needed; without the
     *     functions that would not become code so. Costs about as much as generating it
     */
    void passed(String pass, Unit unit, Supplier<Map<String, Integer>> slots);

    /** Called for each function that has become machine IR: instructions over virtual registers. */
    void selected(String function, Supplier<String> listing);

    /** Called for each function whose values have got their registers and places in the frame. */
    void allocated(String function, Supplier<String> listing);

    /** Called for each function that has become code. */
    void generated(GeneratedCode code);
}
