package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.List;
import java.util.function.ToIntFunction;

/** What a function returns. */
interface Returned<R> {
    BpfType btf();

    /** Throws unless {@code result} can be returned by {@code body}. */
    void require(Body body, R result);

    /** Emits {@code return result}. */
    void emit(Body body, R result);

    /** Emits the return at the end of statements that say nothing of one. */
    default void end(FunctionBuilder<R> builder) {}

    /** What comes back to programs that call the function. */
    interface ToCaller<R> extends Returned<R> {
        /** Emits the call of {@code function}. */
        R call(Body body, String function, List<Value> arguments);
    }

    /** What a program tells the kernel by a number that is known now. */
    record Code<R>(ToIntFunction<R> code) implements Returned<R> {
        @Override
        public BpfType btf() {
            return BpfType.S32;
        }

        @Override
        public void require(Body body, R result) {
            // each can be returned
        }

        @Override
        public void emit(Body body, R result) {
            body.ir().return_(body.ir().constant(ValueType.I32, code.applyAsInt(result)));
        }
    }

    /** A number. */
    record Number<R extends Scalar<R>>(ScalarType<R> type) implements ToCaller<R> {
        @Override
        public BpfType btf() {
            return type.btf();
        }

        @Override
        public void require(Body body, R result) {
            type.require(body, result);
        }

        @Override
        public void emit(Body body, R result) {
            body.ir().return_(result.operand().in(body, type));
        }

        @Override
        public R call(Body body, String function, List<Value> arguments) {
            return type.handle(body.computed(body.ir().callFunction(type.valueType(), function, arguments)));
        }
    }

    /** {@code void}. */
    record None() implements ToCaller<Nothing> {
        @Override
        public BpfType btf() {
            return BpfType.VOID;
        }

        @Override
        public void require(Body body, Nothing result) {
            // there is only one
        }

        @Override
        public void emit(Body body, Nothing result) {
            body.ir().returnVoid();
        }

        @Override
        public Nothing call(Body body, String function, List<Value> arguments) {
            body.ir().callFunction(ValueType.I64, function, arguments);
            return Nothing.NOTHING;
        }

        @Override
        public void end(FunctionBuilder<Nothing> builder) {
            if (!builder.body().ir().terminated()) builder.return_(Nothing.NOTHING);
        }
    }
}
