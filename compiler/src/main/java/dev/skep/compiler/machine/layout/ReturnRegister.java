package dev.skep.compiler.machine.layout;

import dev.skep.asm.Comparison;
import dev.skep.asm.Register;
import dev.skep.compiler.machine.allocation.AllocatedStep;
import dev.skep.compiler.machine.allocation.Location;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Use;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.OptionalLong;

/** What steps and comparisons do with r0. */
final class ReturnRegister {
    private static final Location R0 = new Location.InRegister(Register.R0);

    private ReturnRegister() {}

    static AllocatedStep set(long value) {
        return new AllocatedStep.Move(new Location.Made(new Recipe.Number(value)), R0);
    }

    /** Returns the constant that a block returns which does nothing else. */
    static OptionalLong returned(Fork fork) {
        if (!fork.ways().isEmpty() || fork.steps().size() != 1) return OptionalLong.empty();
        return fork.steps().get(0).accept(NumberInto.INSTANCE);
    }

    static boolean isRead(AllocatedStep step) {
        return step.accept(Reads.INSTANCE);
    }

    static boolean isWritten(AllocatedStep step) {
        return step.accept(Writes.INSTANCE);
    }

    static boolean isRead(Comparison comparison) {
        if (comparison instanceof Comparison.WithRegister both)
            return both.left() == Register.R0 || both.right() == Register.R0;
        return comparison instanceof Comparison.WithImmediate one && one.left() == Register.R0;
    }

    private enum NumberInto implements AllocatedStep.Visitor<OptionalLong>, Location.Visitor<OptionalLong> {
        INSTANCE;

        @Override
        public OptionalLong move(AllocatedStep.Move step) {
            return step.to().equals(R0) ? step.from().accept(this) : OptionalLong.empty();
        }

        @Override
        public OptionalLong execute(AllocatedStep.Execute step) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong register(Location.InRegister location) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong word(Location.InWord location) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong made(Location.Made location) {
            return location.recipe() instanceof Recipe.Number number && number.isImmediate()
                    ? OptionalLong.of(number.value())
                    : OptionalLong.empty();
        }
    }

    private enum Reads implements AllocatedStep.Visitor<Boolean> {
        INSTANCE;

        @Override
        public Boolean move(AllocatedStep.Move step) {
            return step.from().equals(R0);
        }

        @Override
        public Boolean execute(AllocatedStep.Execute step) {
            return step.instruction().uses().stream().anyMatch(use -> isRead(use, step));
        }

        private static boolean isRead(Use use, AllocatedStep.Execute step) {
            return switch (use.place()) {
                case R0 -> true;
                case ANY -> use.source() instanceof VirtualRegister value && isR0(value, step);
                case RESULT ->
                    step.instruction()
                            .result()
                            .filter(value -> isR0(value, step))
                            .isPresent();
                case R1, R2, R3, R4, R5 -> false;
            };
        }
    }

    private static boolean isR0(VirtualRegister value, AllocatedStep.Execute step) {
        return step.registers().get(value) == Register.R0;
    }

    private enum Writes implements AllocatedStep.Visitor<Boolean> {
        INSTANCE;

        @Override
        public Boolean move(AllocatedStep.Move step) {
            return step.to().equals(R0);
        }

        @Override
        public Boolean execute(AllocatedStep.Execute step) {
            var instruction = step.instruction();
            return instruction.clobbers().contains(Register.R0)
                    || instruction.result().filter(result -> isR0(result, step)).isPresent();
        }
    }
}
