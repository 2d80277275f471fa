package dev.skep.ir;

import dev.skep.asm.Condition;
import dev.skep.asm.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The last thing a block does. */
public sealed interface Terminator {
    /** Returns the source line that caused it. */
    SourceLine location();

    /** Returns the values it reads itself, without the arguments of its edges. */
    List<Value> operands();

    /** Returns its edges in textual order. */
    List<Target> targets();

    /** Returns the same terminator with every value it reads, edge arguments included, replaced; itself where they stay what they are. */
    Terminator map(UnaryOperator<Value> change);

    /** Returns the same terminator with other edges, as many and in the order of {@link #targets}. */
    Terminator withTargets(List<Target> changed);

    /** Returns the same terminator with every edge replaced; itself where they stay what they are. */
    default Terminator mapTargets(UnaryOperator<Target> change) {
        var targets = targets();
        if (targets.isEmpty()) return this;
        List<Target> changed = new ArrayList<>(targets.size());
        for (var target : targets) changed.add(change.apply(target));
        return changed.equals(targets) ? this : withTargets(changed);
    }

    /** Dispatches on the kind of terminator. */
    <R> R accept(Visitor<R> visitor);

    /** {@code goto target}. */
    record Jump(Target target, SourceLine location) implements Terminator {
        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public List<Target> targets() {
            return List.of(target);
        }

        @Override
        public Terminator map(UnaryOperator<Value> change) {
            var changed = target.map(change);
            return changed.equals(target) ? this : new Jump(changed, location);
        }

        @Override
        public Terminator withTargets(List<Target> changed) {
            return new Jump(changed.get(0), location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.jump(this);
        }
    }

    /** {@code if (left condition right) goto then; else goto otherwise}; the operands have one width, or are pointers. */
    record Branch(Condition condition, Value left, Value right, Target then, Target otherwise, SourceLine location)
            implements Terminator {
        @Override
        public List<Value> operands() {
            return List.of(left, right);
        }

        @Override
        public List<Target> targets() {
            return List.of(then, otherwise);
        }

        @Override
        public Terminator map(UnaryOperator<Value> change) {
            var changedLeft = change.apply(left);
            var changedRight = change.apply(right);
            var changedThen = then.map(change);
            var changedOtherwise = otherwise.map(change);
            var isSame = changedLeft.equals(left)
                    && changedRight.equals(right)
                    && changedThen.equals(then)
                    && changedOtherwise.equals(otherwise);
            return isSame
                    ? this
                    : new Branch(condition, changedLeft, changedRight, changedThen, changedOtherwise, location);
        }

        @Override
        public Terminator withTargets(List<Target> changed) {
            return new Branch(condition, left, right, changed.get(0), changed.get(1), location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.branch(this);
        }
    }

    /** {@code switch (selector) { case value: goto target; … default: goto otherwise }}; case values are distinct and sign-extended. */
    record Switch(Value selector, List<Case> cases, Target otherwise, SourceLine location) implements Terminator {
        /** One value of the selector and the edge it takes. */
        public record Case(long value, Target target) {}

        public Switch {
            cases = List.copyOf(cases);
        }

        @Override
        public List<Value> operands() {
            return List.of(selector);
        }

        @Override
        public List<Target> targets() {
            var all = new ArrayList<Target>(cases.size() + 1);
            cases.forEach(c -> all.add(c.target()));
            all.add(otherwise);
            return List.copyOf(all);
        }

        @Override
        public Terminator map(UnaryOperator<Value> change) {
            List<Case> changed = new ArrayList<>(cases.size());
            for (var one : cases) changed.add(new Case(one.value(), one.target().map(change)));
            var changedSelector = change.apply(selector);
            var changedOtherwise = otherwise.map(change);
            var isSame =
                    changedSelector.equals(selector) && changedOtherwise.equals(otherwise) && changed.equals(cases);
            return isSame ? this : new Switch(changedSelector, changed, changedOtherwise, location);
        }

        @Override
        public Terminator withTargets(List<Target> changed) {
            var mapped = new ArrayList<Case>(cases.size());
            for (var i = 0; i < cases.size(); i++)
                mapped.add(new Case(cases.get(i).value(), changed.get(i)));
            return new Switch(selector, mapped, changed.get(cases.size()), location);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.switch_(this);
        }
    }

    /** {@code return value}. */
    record Return(Value value, SourceLine location) implements Terminator {
        @Override
        public List<Value> operands() {
            return List.of(value);
        }

        @Override
        public List<Target> targets() {
            return List.of();
        }

        @Override
        public Terminator map(UnaryOperator<Value> change) {
            var changed = change.apply(value);
            return changed.equals(value) ? this : new Return(changed, location);
        }

        @Override
        public Terminator withTargets(List<Target> changed) {
            return this;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.return_(this);
        }
    }

    /** {@code return} from a function without a result. */
    record ReturnVoid(SourceLine location) implements Terminator {
        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public List<Target> targets() {
            return List.of();
        }

        @Override
        public Terminator map(UnaryOperator<Value> change) {
            return this;
        }

        @Override
        public Terminator withTargets(List<Target> changed) {
            return this;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.returnVoid(this);
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        R jump(Jump end);

        R branch(Branch end);

        R switch_(Switch end);

        R return_(Return end);

        R returnVoid(ReturnVoid end);
    }
}
