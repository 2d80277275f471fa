package dev.skep.asm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Emits code, one element after the other. Arrives in the lambda of {@link Code#of} and is dead after it returns.
 *
 * <p>Everything is a short form of {@link #with}. The destination comes first, always. Mnemonics are grouped by family:
 * {@link AluMnemonics}, {@link MemoryMnemonics}, {@link WideMnemonics}, {@link JumpMnemonics}, {@link CallMnemonics}.
 */
public final class CodeBuilder implements AluMnemonics, MemoryMnemonics, WideMnemonics, JumpMnemonics, CallMnemonics {
    private final String name;
    private final List<CodeElement> elements = new ArrayList<>();
    private final Set<Label> bound = new HashSet<>();
    private final CodeElement.Visitor reachability = new Reachability();
    private int labels;
    private boolean reachable = true;
    private boolean open = true;

    CodeBuilder(String name) {
        this.name = name;
    }

    List<CodeElement> run(Consumer<CodeBuilder> body) {
        try {
            body.accept(this);
        } finally {
            open = false;
        }
        return elements;
    }

    /** Appends an element: the one thing that everything else here is made of. */
    @Override
    public CodeBuilder with(CodeElement element) {
        requireOpen();
        element.accept(reachability);
        elements.add(element);
        return this;
    }

    /** Returns a new label; {@code hint} names it in listings and errors. */
    public Label newLabel(String hint) {
        requireOpen();
        return new Label(hint, labels++);
    }

    /** Places the label before the next instruction. */
    public CodeBuilder bind(Label label) {
        return with(new LabelTarget(label));
    }

    /** Names the source of the instructions that follow. */
    public CodeBuilder line(SourceLine line) {
        return with(line);
    }

    /** Marks the next instruction for CO-RE relocation. */
    public CodeBuilder core(CoreMark mark) {
        return with(mark);
    }

    /** Emits {@code if (condition) { then }}. */
    public CodeBuilder ifThen(Comparison condition, Runnable then) {
        var end = newLabel("endif");
        skipUnless(condition, end);
        then.run();
        return bind(end);
    }

    /** Emits {@code if (condition) { then } else { otherwise }}. */
    public CodeBuilder ifThenElse(Comparison condition, Runnable then, Runnable otherwise) {
        var elseLabel = newLabel("else");
        var end = newLabel("endif");
        skipUnless(condition, elseLabel);
        then.run();
        boolean joins = reachable;
        if (joins) {
            ja(end);
        }
        bind(elseLabel);
        otherwise.run();
        return joins ? bind(end) : this;
    }

    private void skipUnless(Comparison condition, Label skip) {
        Optional<Comparison> negated = condition.negate();
        if (negated.isPresent()) {
            jump(negated.get(), skip);
            return;
        }
        var then = newLabel("then");
        jump(condition, then);
        ja(skip);
        bind(then);
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException(
                    "the builder of " + name + " is closed: it works only inside the lambda it was given to");
        }
    }

    /** Knows whether the place after the last element can be reached by falling into it. */
    private final class Reachability implements CodeElement.Visitor {
        @Override
        public void instruction(Instruction instruction) {
            reachable = instruction.fallsThrough();
        }

        @Override
        public void labelTarget(LabelTarget target) {
            if (!bound.add(target.label())) {
                throw new IllegalStateException("label " + target.label() + " is already bound in " + name);
            }
            reachable = true;
        }

        @Override
        public void sourceLine(SourceLine line) {
            // says nothing about the flow
        }

        @Override
        public void coreMark(CoreMark mark) {
            // says nothing about the flow
        }
    }
}
