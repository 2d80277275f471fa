package dev.skep.compiler.machine.layout;

import dev.skep.asm.CodeBuilder;
import dev.skep.asm.Memory;
import dev.skep.asm.Register;
import dev.skep.asm.WideInstruction;
import dev.skep.asm.Width;
import dev.skep.compiler.Options;
import dev.skep.compiler.machine.allocation.Location;
import dev.skep.compiler.machine.allocation.Location.InRegister;
import dev.skep.compiler.machine.allocation.Location.InWord;
import dev.skep.compiler.machine.allocation.Location.Made;
import dev.skep.compiler.machine.model.Recipe;

/** Writes the moves of the allocator. Copies are always 64 bits wide: the verifier then knows that both sides are the same. */
final class EmitMoves {
    private final CodeBuilder out;
    private final StackPlan stack;
    private final boolean computesNarrow;

    EmitMoves(CodeBuilder out, StackPlan stack, Options options) {
        this.computesNarrow = options.computesNarrow();
        this.out = out;
        this.stack = stack;
    }

    CodeBuilder move(Location from, Location to) {
        return to.accept(new To(from));
    }

    private final class To implements Location.Visitor<CodeBuilder> {
        private final Location from;

        To(Location from) {
            this.from = from;
        }

        @Override
        public CodeBuilder register(InRegister to) {
            return from.accept(new IntoRegister(to.register()));
        }

        @Override
        public CodeBuilder word(InWord to) {
            return from.accept(new IntoWord(Memory.mem(Register.R10, stack.offset(to))));
        }

        @Override
        public CodeBuilder made(Made to) {
            throw new IllegalStateException("nothing can be moved to where " + to + " is made");
        }
    }

    private final class IntoWord implements Location.Visitor<CodeBuilder> {
        private final Memory to;

        IntoWord(Memory to) {
            this.to = to;
        }

        @Override
        public CodeBuilder register(InRegister from) {
            return out.stx(Width.DW, to, from.register());
        }

        @Override
        public CodeBuilder word(InWord from) {
            throw new IllegalStateException("no instruction moves " + from + " to " + to);
        }

        @Override
        public CodeBuilder made(Made from) {
            if (from.recipe() instanceof Recipe.Number number && number.isImmediate())
                return out.st(Width.DW, to, (int) number.value());
            throw new IllegalStateException("no instruction makes " + from + " at " + to);
        }
    }

    private final class IntoRegister implements Location.Visitor<CodeBuilder>, Recipe.Visitor<CodeBuilder> {
        private final Register to;

        IntoRegister(Register to) {
            this.to = to;
        }

        @Override
        public CodeBuilder register(InRegister from) {
            return out.mov(to, from.register());
        }

        @Override
        public CodeBuilder word(InWord from) {
            return out.ldx(Width.DW, to, Memory.mem(Register.R10, stack.offset(from)));
        }

        @Override
        public CodeBuilder made(Made from) {
            return from.recipe().accept(this);
        }

        /** Half the numbers of 33 bits fit an instruction of one slot, too: the lower half is written and the upper one cleared. */
        @Override
        public CodeBuilder number(Recipe.Number recipe) {
            var value = recipe.value();
            if (recipe.isImmediate()) return out.mov(to, (int) value);
            if (computesNarrow && value == (value & 0xffff_ffffL)) return out.mov32(to, (int) value);
            return out.with(new WideInstruction.Constant(to, value));
        }

        @Override
        public CodeBuilder frameAddress(Recipe.FrameAddress recipe) {
            return out.mov(to, Register.R10).add(to, stack.offset(recipe.slot()) + recipe.offset());
        }

        @Override
        public CodeBuilder symbolAddress(Recipe.SymbolAddress recipe) {
            return out.with(new WideInstruction.Symbol(to, recipe.reference()));
        }
    }
}
