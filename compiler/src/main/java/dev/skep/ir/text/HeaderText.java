package dev.skep.ir.text;

import dev.skep.ir.FunctionKind;
import dev.skep.ir.Initial;
import java.util.stream.Collectors;

/** Writes kinds of functions and first contents of globals. */
final class HeaderText implements FunctionKind.Visitor<String>, Initial.Visitor<String> {
    @Override
    public String entry(FunctionKind.Entry kind) {
        return "entry " + Words.quoted(kind.section());
    }

    @Override
    public String subprogram(FunctionKind.Subprogram kind) {
        return "subprogram";
    }

    @Override
    public String global(FunctionKind.Global kind) {
        return "global";
    }

    @Override
    public String inlinable(FunctionKind.Inlinable kind) {
        return "inlinable";
    }

    @Override
    public String callback(FunctionKind.Callback kind) {
        return "callback";
    }

    @Override
    public String zero(Initial.Zero initial) {
        return "zero";
    }

    @Override
    public String number(Initial.Number initial) {
        return Long.toString(initial.value());
    }

    @Override
    public String text(Initial.Text initial) {
        return Words.quoted(initial.text());
    }

    @Override
    public String aggregate(Initial.Aggregate initial) {
        return initial.elements().stream()
                .map(element -> element.accept(this))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
