package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.RECURSION;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALLBACK;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.BpfType;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.processor.lowering.Activation.Returned;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/** Lambdas and method references, which the kernel calls back: each use of one is a function of its own in the object. */
final class Callbacks {
    private final FunctionLowering outer;

    Callbacks(FunctionLowering outer) {
        this.outer = outer;
    }

    /** What a helper gets: the address of the function, and of what it captured. */
    record Handed(String name, Value context) {
        Value function(IrBuilder builder) {
            return builder.functionAddress(name);
        }
    }

    /** A parameter of a callback; {@code operand} is null for those that Java does not see. */
    record Parameter(String name, BpfType shown, ValueType register, Seen operand) {}

    /** What a parameter is to the lambda. */
    interface Seen {
        Operand operand(FunctionLowering inside, Value value);
    }

    /** What the kernel makes of the end of a callback. */
    interface Answer {
        void give(FunctionLowering inside, Tree at, Operand operand);
    }

    /** Makes a function of what is asked at each call whether to go on; the address of what it captured comes behind the parameters. */
    Handed hand(ExpressionTree tree, String purpose, List<Parameter> parameters) {
        return hand(
                tree,
                purpose,
                parameters,
                (inside, at, operand) ->
                        answer(inside, inside.scalar(at, operand).value(), 0));
    }

    /** Makes a function of what is called back and returns nothing. */
    Handed handVoid(ExpressionTree tree, String purpose, List<Parameter> parameters) {
        return hand(tree, purpose, parameters, (inside, at, operand) -> goesOn(inside));
    }

    private Handed hand(ExpressionTree tree, String purpose, List<Parameter> parameters, Answer answer) {
        var captures = Captures.of(outer, code(tree), Captures.Rule.COPIED);
        return new Handed(function(tree, purpose, parameters, captures, answer), captures.context());
    }

    /**
     * Makes a function of what runs when this one is over, and returns nothing.
     *
     * @param where it runs then
     */
    Value handLater(ExpressionTree tree, String purpose, List<Parameter> parameters, Consumer<Guards> where) {
        var captures = Captures.of(outer, code(tree), Captures.Rule.GONE);
        Answer goesOn = (inside, at, operand) -> goesOn(inside);
        var name = function(tree, purpose, parameters, captures, where, goesOn);
        return outer.builder.functionAddress(name);
    }

    /** Makes a function of what compares two things and gets nothing else. */
    Value handComparison(ExpressionTree tree, String purpose, List<Parameter> parameters) {
        var captures = Captures.of(outer, code(tree), Captures.Rule.NOTHING);
        Answer answer = (inside, at, operand) ->
                answer(inside, inside.scalar(at, operand).value(), 1);
        return outer.builder.functionAddress(function(tree, purpose, parameters, captures, answer));
    }

    private String function(
            ExpressionTree tree, String purpose, List<Parameter> parameters, Captures captures, Answer answer) {
        return function(tree, purpose, parameters, captures, guards -> guards.calledFrom(outer.guards), answer);
    }

    private String function(
            ExpressionTree tree,
            String purpose,
            List<Parameter> parameters,
            Captures captures,
            Consumer<Guards> where,
            Answer answer) {
        var method = outer.activation().method();
        var name = outer.unit.functions().unused(Names.of(method) + "_" + purpose);
        var place = outer.unit.sources().line(tree);
        var builder = new IrBuilder(name, new FunctionKind.Callback(), BpfType.S64, place);
        var values = new ArrayList<Value>();
        for (var parameter : parameters)
            values.add(builder.parameter(parameter.name, parameter.shown, parameter.register));
        var outermost = new Activation(method, outer.activation(), (at, operand) -> {});
        outermost.locals().putAll(captures.inside(builder));
        var inside = new FunctionLowering(outer.unit, name, builder, outermost, outer.helpers);
        where.accept(inside.guards);
        var operands = new ArrayList<Operand>();
        for (var i = 0; i < values.size(); i++) {
            var operand = parameters.get(i).operand.operand(inside, values.get(i));
            if (!(operand instanceof Operand.Nothing)) operands.add(operand);
        }
        new Callbacks(inside).run(code(tree), operands, (at, operand) -> answer.give(inside, at, operand));
        if (!builder.terminated()) goesOn(inside);
        if (outer.unit.reporter().failed()) throw new Refusal();
        outer.indices.addAll(inside.indices);
        outer.unit.functions().add(builder.finish());
        return name;
    }

    /** Lowers what would be called back where it stands, with these operands. */
    void run(ExpressionTree tree, List<Operand> operands, Returned returned) {
        var code = code(tree);
        if (code instanceof LambdaExpressionTree lambda) run(lambda, operands, returned);
        else run((MemberReferenceTree) code, operands, returned);
    }

    /** Returns one number for true, and the other one of 0 and 1 for false: where the kernel is to go on, it wants 0. */
    private static void answer(FunctionLowering inside, Value answer, int forTrue) {
        var builder = inside.builder;
        var yes = builder.newBlock("yes");
        var no = builder.newBlock("no");
        inside.branchIfSet(answer, yes, no);
        inside.place(yes);
        builder.return_(builder.constant(ValueType.I64, forTrue));
        inside.place(no);
        builder.return_(builder.constant(ValueType.I64, 1 - forTrue));
    }

    private static void goesOn(FunctionLowering inside) {
        inside.builder.return_(inside.builder.constant(ValueType.I64, 0));
    }

    private ExpressionTree code(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return code(inner.getExpression());
        if (tree instanceof LambdaExpressionTree) return tree;
        if (tree instanceof MemberReferenceTree reference && isFunction(reference)) return tree;
        throw outer.refuse(
                tree,
                UNSUPPORTED_CALLBACK,
                outer.quote(tree) + " is neither a lambda nor a static method of this class");
    }

    private boolean isFunction(MemberReferenceTree reference) {
        var named = outer.unit.attribution().element(reference);
        return named.getKind() == ElementKind.METHOD
                && named.getModifiers().contains(Modifier.STATIC)
                && outer.unit.attribution().method(named).isPresent();
    }

    private void run(LambdaExpressionTree lambda, List<Operand> operands, Returned returned) {
        var activation = new Activation(outer.activation().method(), outer.activation(), returned);
        activation.locals().putAll(outer.activation().locals());
        outer.within(activation, () -> {
            for (var i = 0; i < operands.size(); i++)
                outer.declarations.bindAsGiven(lambda.getParameters().get(i), operands.get(i));
            if (lambda.getBody() instanceof StatementTree body) outer.statements.lower(body);
            else if (lambda.getBody() instanceof ExpressionTree value)
                returned.with(value, outer.expressions.lower(value));
        });
    }

    private void run(MemberReferenceTree reference, List<Operand> operands, Returned returned) {
        var method = (ExecutableElement) outer.unit.attribution().element(reference);
        if (outer.activation().within(method))
            throw outer.refuse(reference, RECURSION, "`" + method.getSimpleName() + "` calls itself");
        var declaration = outer.unit.functions().declaration(reference, method);
        var arguments = new ArrayList<Operand>();
        for (var i = 0; i < operands.size(); i++) {
            var parameter = method.getParameters().get(i);
            var type = outer.mapped(reference, () -> outer.unit.types().of(parameter));
            arguments.add(outer.expressions.as(reference, operands.get(i), type));
        }
        outer.body(declaration, new Activation(method, outer.activation(), returned), arguments);
    }
}
