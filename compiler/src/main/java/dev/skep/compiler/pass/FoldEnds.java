package dev.skep.compiler.pass;

import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import java.util.List;

/** Says how a block ends whose values are folded already. */
final class FoldEnds implements Terminator.Visitor<Terminator> {
    private final Known known;
    private final FoldQuestions questions;
    private final StoredForm stored;
    private final List<Op> body;

    /** Folds the end of a block with these ops; what the end needs is added to them. */
    FoldEnds(Known known, FoldQuestions questions, StoredForm stored, List<Op> body) {
        this.known = known;
        this.questions = questions;
        this.stored = stored;
        this.body = body;
    }

    @Override
    public Terminator jump(Terminator.Jump end) {
        return end;
    }

    @Override
    public Terminator branch(Terminator.Branch end) {
        var asked = questions.simple(Question.of(end.condition(), end.left(), end.right()));
        var answer = questions.answer(asked);
        if (answer.isPresent()) return new Terminator.Jump(answer.get() ? end.then() : end.otherwise(), end.location());
        var question = stored.question(asked, end.location(), body);
        if (question.asks(end.condition(), end.left(), end.right())) return end;
        return new Terminator.Branch(
                question.condition(),
                question.left(),
                question.right(),
                question.isOpposite() ? end.otherwise() : end.then(),
                question.isOpposite() ? end.then() : end.otherwise(),
                end.location());
    }

    @Override
    public Terminator switch_(Terminator.Switch end) {
        var selector = known.constant(end.selector());
        if (selector.isPresent()) {
            var value = selector.getAsLong();
            var target = end.cases().stream()
                    .filter(c -> c.value() == value)
                    .findFirst()
                    .map(Terminator.Switch.Case::target)
                    .orElse(end.otherwise());
            return new Terminator.Jump(target, end.location());
        }
        return stored.dispatch(end);
    }

    @Override
    public Terminator return_(Terminator.Return end) {
        return end;
    }

    @Override
    public Terminator returnVoid(Terminator.ReturnVoid end) {
        return end;
    }
}
