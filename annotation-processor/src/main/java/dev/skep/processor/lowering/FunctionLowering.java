package dev.skep.processor.lowering;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Condition;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.UnmappableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The lowering of one function: its builder, and one object for each concern. */
final class FunctionLowering {
    final UnitScope unit;
    final String name;
    final IrBuilder builder;
    final Conversions conversions;
    final Locals locals;
    final Declarations declarations;
    final Memory memory;
    final ArrayElements arrays;
    final Places places;
    final Arithmetic arithmetic;
    final ConditionLowering conditions;
    final ExpressionLowering expressions;
    final StatementLowering statements;
    final Guards guards;
    final Texts texts;
    final HelperRules helpers;
    final Calls calls;
    final Pointers pointers;
    final ArenaPointers arenas;
    final LoopNest loops = new LoopNest();
    final PointerFields.Frames frames = new PointerFields.Frames();
    private final Map<Scratch, StackSlot> scratch = new HashMap<>();
    /** Indices that are to be proved. */
    final List<Index> indices = new ArrayList<>();

    private final Set<Value> nulls = new HashSet<>();
    private final Culprits culprits;
    private Activation activation;

    private record Scratch(String purpose, BpfType type) {}

    FunctionLowering(UnitScope unit, String name, IrBuilder builder, Activation activation, HelperRules helpers) {
        this.unit = unit;
        this.name = name;
        this.helpers = helpers;
        this.builder = builder;
        this.activation = activation;
        this.conversions = new Conversions(builder);
        this.locals = new Locals(this);
        this.declarations = new Declarations(this);
        this.memory = new Memory(this);
        this.arrays = new ArrayElements(this);
        this.pointers = new Pointers(this);
        this.arenas = new ArenaPointers(this);
        this.places = new Places(this);
        this.arithmetic = new Arithmetic(this);
        this.conditions = new ConditionLowering(this);
        this.expressions = new ExpressionLowering(this);
        this.guards = new Guards(this);
        this.texts = new Texts(this);
        this.statements = new StatementLowering(this);
        this.calls = new Calls(this);
        this.culprits = new Culprits(unit.attribution());
    }

    Activation activation() {
        return activation;
    }

    /** Lowers the body of a method as part of this function, with what its parameters stand for. */
    void body(MethodTree method, Activation inner, List<Operand> arguments) {
        within(inner, () -> {
            for (var i = 0; i < arguments.size(); i++) {
                var parameter = method.getParameters().get(i);
                declarations.bind(parameter, arguments.get(i));
            }
            statements.lower(method.getBody());
        });
    }

    /** Lowers something as part of {@code inner}. */
    void within(Activation inner, Runnable part) {
        var outer = activation;
        activation = inner;
        try {
            part.run();
        } finally {
            activation = outer;
        }
    }

    /** Says that what follows is caused by {@code tree}. */
    void at(Tree tree) {
        builder.at(unit.sources().line(tree));
    }

    /** Says that what follows touches the memory that {@code tree} means. */
    void touching(Tree tree) {
        builder.at(unit.sources().dereference(tree instanceof ExpressionTree memory ? culprits.of(memory) : tree));
    }

    /** Places {@code block}, to which all edges are known. */
    void place(BlockLabel block) {
        builder.position(block);
        builder.seal(block);
    }

    /** Goes on at {@code block}, unless the path has ended. */
    void jump(BlockLabel block) {
        if (!builder.terminated()) builder.jump(block);
    }

    /** Goes on at {@code end}, to which all edges are known; when there are none, the path has ended. */
    void goOn(BlockLabel end) {
        if (builder.reached(end)) place(end);
        else builder.seal(end);
    }

    Refusal refuse(Tree place, DiagnosticCode code, String message) {
        return unit.reporter().refuse(place, code, message);
    }

    Refusal refuse(Tree place, DiagnosticCode code, String message, String fix) {
        return unit.reporter().refuse(place, code, message, fix);
    }

    /** Returns a piece of source as messages quote it. */
    String quote(Tree tree) {
        return unit.quote(tree);
    }

    /** Returns the type of an expression. */
    JavaType type(ExpressionTree tree) {
        return mapped(tree, () -> unit.types().of(unit.attribution().type(tree)));
    }

    /** Returns the type that {@code Type.class} names; empty for other expressions. */
    Optional<JavaType> classLiteral(ExpressionTree tree) {
        if (!(tree instanceof MemberSelectTree literal)
                || !literal.getIdentifier().contentEquals("class")) return Optional.empty();
        return Optional.of(mapped(tree, () -> unit.written().of(literal.getExpression())));
    }

    /** Returns the type of what a called method returns. */
    JavaType result(Call call) {
        return mapped(call.tree(), () -> unit.types().result(call.method()));
    }

    /** Returns a type, refused at {@code use} when there is none. */
    <T> T mapped(Tree use, Supplier<T> type) {
        try {
            return type.get();
        } catch (UnmappableException e) {
            throw unit.reporter().refuse(use, e);
        }
    }

    /** Returns the operand as a register's content; anything else is refused. */
    Scalar scalar(Tree tree, Operand operand) {
        if (operand instanceof Scalar scalar) return scalar;
        var message = "`" + operand.type().text() + "` is no number here";
        throw operand.type() == JavaType.Other.NULL
                ? refuse(
                        tree,
                        DiagnosticCode.UNSUPPORTED_JAVA,
                        message,
                        "numbers and enums are never null: use a value of their own for none")
                : refuse(tree, DiagnosticCode.UNSUPPORTED_JAVA, message);
    }

    /** Returns the integer type of a scalar. */
    Int integer(Scalar scalar) {
        return scalar.type().integer().orElseThrow(() -> new IllegalStateException(scalar + " has no integer type"));
    }

    /** Returns a scalar as an integer of another type. */
    Value converted(Scalar scalar, Int to) {
        return conversions.convert(scalar.value(), integer(scalar), to);
    }

    /** Returns the address of what a reference leads to, refused for a part of a context, which has none of its own. */
    Value address(Tree tree, Reference reference) {
        if (reference.offset() != 0 && isContext(reference.base().pointer(builder)))
            throw refuse(
                    tree,
                    DiagnosticCode.CONTEXT_INDEX,
                    quote(tree) + " lies in a context, of which no part can be handed over",
                    "copy its fields, one by one, into a struct of its own");
        return address(reference);
    }

    /** Returns the address of what a reference leads to, which is no part of a context. */
    Value address(Reference reference) {
        var pointer = reference.base().pointer(builder);
        if (reference.offset() == 0) return pointer;
        return builder.binary(BinaryOp.ADD, pointer, builder.constant(ValueType.I64, reference.offset()));
    }

    /** Returns a piece of the frame that holds something while a helper looks at it; pieces of one purpose and type are shared. */
    StackSlot scratch(String purpose, Stored type) {
        return scratch.computeIfAbsent(
                new Scratch(purpose, type.memory()),
                s -> builder.newSlot(
                        purpose, type.memory().size(), Math.min(8, type.memory().alignment())));
    }

    /** Returns the null of a pointer type. */
    Value nullOf(ValueType type) {
        var value = builder.constant(type, 0);
        nulls.add(value);
        return value;
    }

    /** Returns whether a pointer leads into a context, where only loads and stores at constant offsets reach. */
    static boolean isContext(Value pointer) {
        return pointer.type() instanceof ValueType.Pointer memory && memory.kind() == MemoryKind.CONTEXT;
    }

    /** Returns whether a pointer is known to be null. */
    boolean isNull(Value pointer) {
        return nulls.contains(pointer);
    }

    /** {@code value != 0}, as a branch. */
    void branchIfSet(Value value, BlockLabel then, BlockLabel otherwise) {
        builder.branch(Condition.NE, value, builder.constant(value.type(), 0), then, otherwise);
    }

    /** Returns a {@code boolean} that is a comparison with zero. */
    Scalar isZero(Value value) {
        return new Scalar(builder.compare(Condition.EQ, value, builder.constant(value.type(), 0)), Int.BOOLEAN);
    }

    /** Returns a constant of an integer type. */
    Scalar constant(Int type, long value) {
        return new Scalar(builder.constant(type.register(), value), type);
    }

    /** Returns the zero that stands for a value on paths that never run. */
    Operand nothing(JavaType type) {
        return type.integer().isPresent()
                ? new Scalar(builder.constant(type.integer().get().register(), 0), type)
                : new Operand.Nothing(JavaType.Other.VOID);
    }
}
