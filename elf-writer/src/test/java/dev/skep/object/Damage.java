package dev.skep.object;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfExtReader;
import dev.skep.btf.BtfReader;
import dev.skep.btf.BtfWriter;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.ElfWriter;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Header;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Changes of a written object: what a compiler that knows no better might have made. */
public final class Damage {
    private final ElfFile elf;

    private Damage(ElfFile elf) {
        this.elf = elf;
    }

    public static Damage of(byte[] object) {
        return new Damage(ElfReader.read(object));
    }

    public byte[] write() {
        return ElfWriter.write(elf);
    }

    /** The object with another section of this name. */
    public Damage section(String name, UnaryOperator<Section> change) {
        int index = elf.find(name).orElseThrow();
        List<Section> sections = new ArrayList<>(elf.sections());
        sections.set(index, change.apply(sections.get(index)));
        return with(sections);
    }

    /** The object with another header of a section. */
    public Damage header(String name, UnaryOperator<Header> change) {
        return section(name, section -> {
            Content content = (Content) section;
            return new Content(change.apply(content.header()), content.bytes());
        });
    }

    /** The object with other bytes in a section. */
    public Damage bytes(String name, UnaryOperator<byte[]> change) {
        return section(name, section -> {
            Content content = (Content) section;
            return new Content(
                    content.header(), ByteString.of(change.apply(content.bytes().toArray())));
        });
    }

    /** The object with other words in a section. */
    public Damage words(String name, Consumer<ByteBuffer> change) {
        return bytes(name, bytes -> {
            change.accept(ByteBuffer.wrap(bytes).order(elf.order()));
            return bytes;
        });
    }

    /** The section and its relocations under another name, in the types too. */
    public Damage rename(String from, String to) {
        List<Section> sections = new ArrayList<>(elf.sections());
        int index = elf.find(from).orElseThrow();
        sections.set(index, renamed(sections.get(index), to));
        elf.find(".rel" + from).ifPresent(at -> sections.set(at, renamed(sections.get(at), ".rel" + to)));
        return with(sections);
    }

    /** The section of code under another name, also where something is known about it. */
    public Damage renameCode(String from, String to) {
        var btf = content(".BTF");
        BtfExt ext = BtfExtReader.read(btf, content(".BTF.ext"));
        BtfExt renamed = new BtfExt(
                renamed(ext.functions(), from, to),
                renamed(ext.lines(), from, to),
                renamed(ext.relocations(), from, to));
        var writer = BtfWriter.of(BtfReader.read(btf), renamed, elf.order());
        return rename(from, to).bytes(".BTF", bytes -> writer.btf()).bytes(".BTF.ext", bytes -> writer.btfExt());
    }

    private static <R> List<BtfExt.SectionInfo<R>> renamed(List<BtfExt.SectionInfo<R>> blocks, String from, String to) {
        return blocks.stream()
                .map(block -> block.section().equals(from) ? new BtfExt.SectionInfo<>(to, block.records()) : block)
                .toList();
    }

    private ByteBuffer content(String section) {
        return ((Content) elf.section(elf.find(section).orElseThrow())).bytes().buffer(elf.order());
    }

    private static Section renamed(Section section, String to) {
        if (section instanceof Relocations table) {
            return new Relocations(
                    to, table.form(), table.flags(), table.symbols(), table.target(), table.relocations());
        }
        if (section instanceof Symbols table) {
            return new Symbols(to, table.strings(), table.symbols());
        }
        Header old = ((Content) section).header();
        return new Content(
                new Header(to, old.type(), old.flags(), 0, old.alignment(), old.link(), old.info(), old.entrySize()),
                ((Content) section).bytes());
    }

    /** The object for another machine. */
    public Damage machine(int machine) {
        return new Damage(
                new ElfFile(elf.order(), elf.type(), machine, elf.flags(), elf.sections(), elf.sectionNames()));
    }

    /** The object as another type of file. */
    public Damage type(int type) {
        return new Damage(
                new ElfFile(elf.order(), type, elf.machine(), elf.flags(), elf.sections(), elf.sectionNames()));
    }

    /** A section, or else a symbol, under another name. */
    public Damage named(String from, String to) {
        if (elf.find(from).isPresent()) {
            return section(from, section -> renamed(section, to));
        }
        return symbols(one -> one.name().equals(from)
                ? new Symbol(to, one.type(), one.binding(), one.other(), one.place(), one.value(), one.size())
                : one);
    }

    /** A symbol with another size. */
    public Damage size(String symbol, long size) {
        return symbols(one -> one.name().equals(symbol)
                ? new Symbol(one.name(), one.type(), one.binding(), one.other(), one.place(), one.value(), size)
                : one);
    }

    /** The object with another binding of a symbol, which may move it among the symbols. */
    public Damage binding(String symbol, SymbolBinding binding) {
        return symbols(one -> one.name().equals(symbol)
                ? new Symbol(one.name(), one.type(), binding, one.other(), one.place(), one.value(), one.size())
                : one);
    }

    /** The object with other symbols, local ones first. */
    public Damage symbols(UnaryOperator<Symbol> change) {
        List<Section> sections = new ArrayList<>(elf.sections());
        int index = IntStream.range(0, sections.size())
                .filter(i -> sections.get(i) instanceof Symbols)
                .findFirst()
                .orElseThrow();
        Symbols table = (Symbols) sections.get(index);
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, table.symbols().size()).boxed().toList());
        List<Symbol> changed = table.symbols().stream().map(change).toList();
        order.sort(Comparator.comparingInt(i -> changed.get(i).isLocal() ? 0 : 1));
        Map<Integer, Integer> places = new HashMap<>();
        order.forEach(i -> places.put(i, places.size()));
        sections.set(
                index,
                new Symbols(
                        table.name(),
                        table.strings(),
                        order.stream().map(changed::get).toList()));
        sections.replaceAll(section -> section instanceof Relocations relocations
                ? relocations(
                        relocations,
                        one -> new Relocation(one.offset(), places.get(one.symbol()), one.type(), one.addend()))
                : section);
        return with(sections);
    }

    /** The object with other relocations of a section. */
    public Damage relocations(String section, UnaryOperator<Relocation> change) {
        return section(".rel" + section, table -> relocations((Relocations) table, change));
    }

    private static Relocations relocations(Relocations table, UnaryOperator<Relocation> change) {
        return new Relocations(
                table.name(),
                table.form(),
                table.flags(),
                table.symbols(),
                table.target(),
                table.relocations().stream().map(change).toList());
    }

    /** The number of a symbol. */
    public int symbol(String name) {
        List<Symbol> symbols = elf.sections().stream()
                .filter(Symbols.class::isInstance)
                .map(section -> ((Symbols) section).symbols())
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, symbols.size())
                .filter(i -> symbols.get(i).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Damage with(List<Section> sections) {
        return new Damage(
                new ElfFile(elf.order(), elf.type(), elf.machine(), elf.flags(), sections, elf.sectionNames()));
    }
}
