package dev.skep.asm.text;

import dev.skep.asm.text.AssemblySymbol.Binding;
import dev.skep.asm.text.AssemblySymbol.Keeping;
import dev.skep.asm.text.AssemblySymbol.Kind;
import dev.skep.asm.text.AssemblySymbol.Place;
import dev.skep.asm.text.AssemblySymbol.Visibility;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Numbers the symbols that a file has: those with names of their own, and those that something refers to. */
final class SymbolList {
    private final Draft draft;
    private final SymbolTable symbols;
    private final Equates equates;
    private final BitSet sectionNames = new BitSet();
    private final boolean[] referred;
    private final int[] indices;

    SymbolList(Draft draft, Equates equates) {
        this.draft = draft;
        this.symbols = draft.symbols;
        this.equates = equates;
        this.referred = new boolean[symbols.size()];
        this.indices = new int[symbols.size()];
        nameSections();
        draft.addressed.forEach(symbol -> referred[symbol] = true);
        boolean[] mentioned = mentioned(draft);
        int index = 0;
        for (int symbol = 0; symbol < indices.length; symbol++) {
            boolean listed = !symbols.isTemporary(symbol) || mentioned[symbol] || referred[symbol];
            indices[symbol] = listed ? index++ : -1;
        }
    }

    /** The name of a section that nothing else has stands for the start of the section. */
    private void nameSections() {
        for (SectionDraft section : draft.sections) {
            int symbol = symbols.find(section.name);
            if (symbol != SymbolTable.UNDEFINED && !symbols.isDefined(symbol)) {
                symbols.define(symbol, section.number, 0);
                sectionNames.set(symbol);
            }
        }
    }

    /** The symbols that data or code refers to, other than by jumps. */
    private static boolean[] mentioned(Draft draft) {
        boolean[] found = new boolean[draft.symbols.size()];
        Fixups fixups = draft.fixups;
        for (int i = 0; i < fixups.size(); i++) {
            int symbol = fixups.plus(i);
            Fixups.Kind kind = fixups.kind(i);
            if (symbol != Expression.NONE && kind != Fixups.Kind.JUMP && kind != Fixups.Kind.JUMP_LONG) {
                found[symbol] = true;
            }
        }
        for (int symbol = 0; symbol < found.length; symbol++) {
            Expression value = draft.valueOf(symbol);
            if (value != null && value.plus() != Expression.NONE) {
                found[value.plus()] = true;
            }
        }
        return found;
    }

    /** Returns the index of a symbol that something refers to. */
    int index(int symbol) {
        referred[symbol] = true;
        return indices[symbol];
    }

    Binding binding(int symbol) {
        SymbolTable.Traits traits = symbols.traitsOrNull(symbol);
        if (traits != null && traits.binding != null) {
            return traits.binding;
        }
        int section = symbols.section(symbol);
        return section == SymbolTable.UNDEFINED || section == SymbolTable.COMMON ? Binding.GLOBAL : Binding.LOCAL;
    }

    List<AssemblySymbol> finish(Problems problems) {
        List<AssemblySymbol> list = new ArrayList<>();
        for (int symbol = 0; symbol < indices.length && !problems.areTooMany(); symbol++) {
            if (indices[symbol] >= 0) {
                list.add(symbol(symbol, problems));
            }
        }
        return list;
    }

    private AssemblySymbol symbol(int symbol, Problems problems) {
        SymbolTable.Traits traits = symbols.traitsOrNull(symbol);
        boolean kept = !symbols.isTemporary(symbol)
                && !sectionNames.get(symbol)
                && (symbols.isDefined(symbol) || referred[symbol] || (traits != null && traits.binding != null));
        Place place = Place.UNDEFINED;
        long size = 0;
        try {
            place = place(symbol);
            size = traits == null || traits.size == null ? 0 : size(traits.size);
        } catch (Fault fault) {
            problems.add(fault.kind(), 1, 0, 1, "symbol `" + symbols.name(symbol) + "`: " + fault.message());
        }
        return new AssemblySymbol(
                symbols.name(symbol),
                place,
                binding(symbol),
                traits == null ? Kind.UNSPECIFIED : traits.kind,
                traits == null ? Visibility.DEFAULT : traits.visibility,
                size,
                kept ? Keeping.KEPT : Keeping.TEMPORARY);
    }

    private Place place(int symbol) {
        return switch (symbols.section(symbol)) {
            case SymbolTable.UNDEFINED -> Place.UNDEFINED;
            case SymbolTable.COMMON -> new Place.Common(symbols.traits(symbol).alignment);
            case SymbolTable.EQUATE -> place(equates.resolve(Expression.ofSymbol(symbol)));
            default -> new Place.InSection(symbols.section(symbol), symbols.offset(symbol));
        };
    }

    private Place place(Expression value) {
        if (value.isConstant()) {
            return new Place.Absolute(value.constant());
        }
        if (value.minus() != Expression.NONE || symbols.section(value.plus()) < 0) {
            throw new Fault(TextProblem.Kind.UNDEFINED, 0, 1, "it stands for what has no place");
        }
        return new Place.InSection(symbols.section(value.plus()), symbols.offset(value.plus()) + value.constant());
    }

    private long size(Expression size) {
        Expression value = equates.resolve(size);
        if (!value.isConstant()) {
            throw new Fault(TextProblem.Kind.SYNTAX, 0, 1, "its size is no number");
        }
        return value.constant();
    }
}
