package dev.skep.compiler.machine.allocation;

/** Counts the moves between registers and words of the frame. */
public final class CountSpills implements AllocatedStep.Visitor<Boolean> {
    private int stores;
    private int loads;

    private CountSpills() {}

    /** Returns the counts for a function. */
    public static CountSpills of(AllocatedFunction function) {
        var count = new CountSpills();
        for (var block : function.blocks()) for (var step : block.steps()) step.accept(count);
        return count;
    }

    /** Returns how many moves go to the frame. */
    public int stores() {
        return stores;
    }

    /** Returns how many moves come from the frame. */
    public int loads() {
        return loads;
    }

    @Override
    public Boolean move(AllocatedStep.Move step) {
        var stored = step.to().accept(IsWord.INSTANCE);
        var loaded = step.from().accept(IsWord.INSTANCE);
        if (stored) stores++;
        if (loaded) loads++;
        return stored || loaded;
    }

    @Override
    public Boolean execute(AllocatedStep.Execute step) {
        return false;
    }

    private enum IsWord implements Location.Visitor<Boolean> {
        INSTANCE;

        @Override
        public Boolean register(Location.InRegister location) {
            return false;
        }

        @Override
        public Boolean word(Location.InWord location) {
            return true;
        }

        @Override
        public Boolean made(Location.Made location) {
            return false;
        }
    }
}
