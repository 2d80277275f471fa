package dev.skep.object.link;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.elf.SymbolType;
import dev.skep.object.link.LinkedSymbols.Renamed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which records of the types have to follow the new names of static functions and variables. */
final class TypeNames {
    /** The variables of each section of an input that was asked for. */
    private final Map<Section, Map<Variable, BtfId>> variables = new HashMap<>();

    private TypeNames() {}

    /** A function or variable among the types of an input gets another name. */
    record Renaming(InputObject input, BtfId type, String name) {
        BtfType apply(BtfType type) {
            if (type instanceof BtfType.Func func) {
                return new BtfType.Func(name, func.prototype(), func.linkage());
            }
            return type instanceof BtfType.Var variable
                    ? new BtfType.Var(name, variable.type(), variable.linkage())
                    : type;
        }
    }

    private record Section(int input, String name) {}

    private record Variable(String name, long offset) {}

    static List<Renaming> of(List<Renamed> symbols) {
        var names = new TypeNames();
        List<Renaming> renamings = new ArrayList<>();
        for (Renamed renamed : symbols) {
            var type = renamed.symbol().type().equals(SymbolType.FUNC) ? function(renamed) : names.variable(renamed);
            type.ifPresent(id -> renamings.add(new Renaming(renamed.input(), id, renamed.name())));
        }
        return renamings;
    }

    private static Optional<BtfId> function(Renamed renamed) {
        var types = renamed.input().types();
        return renamed.input()
                .index()
                .function(section(renamed), renamed.symbol().value())
                .filter(id -> !id.isVoid()
                        && types.contains(id)
                        && types.type(id).name().equals(renamed.symbol().name()));
    }

    private Optional<BtfId> variable(Renamed renamed) {
        var section = new Section(renamed.input().number(), section(renamed));
        return Optional.ofNullable(variables
                .computeIfAbsent(section, unknown -> variables(renamed.input(), section.name()))
                .get(new Variable(renamed.symbol().name(), renamed.symbol().value())));
    }

    private static Map<Variable, BtfId> variables(InputObject input, String section) {
        Map<Variable, BtfId> variables = new HashMap<>();
        var types = input.types();
        types.find(BtfKind.DATASEC, section)
                .flatMap(id -> types.type(id, BtfType.DataSec.class))
                .ifPresent(list -> list.entries().stream()
                        .filter(entry -> !entry.type().isVoid())
                        .forEach(entry -> variables.putIfAbsent(
                                new Variable(
                                        types.type(entry.type()).name(),
                                        LinkedDataSections.offset(input, section, entry)),
                                entry.type())));
        return variables;
    }

    private static String section(Renamed renamed) {
        return renamed.input().sectionOf(renamed.symbol()).orElseThrow().name();
    }
}
