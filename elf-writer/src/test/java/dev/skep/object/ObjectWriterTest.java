package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfPrinter;
import dev.skep.btf.BtfReader;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.elf.SymbolPlace.Reserved;
import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectWriterTest {
    private static final byte[] LITTLE = ObjectWriter.write(BaseObject.in(ByteOrder.LITTLE_ENDIAN), BaseObject.TARGET);
    private static final byte[] RICH = ObjectWriter.write(RichObject.in(ByteOrder.LITTLE_ENDIAN), BaseObject.TARGET);
    private static final byte[] BIG = ObjectWriter.write(BaseObject.in(ByteOrder.BIG_ENDIAN), BaseObject.TARGET);

    @TempDir
    Path folder;

    @Test
    void isTheGoldenObjectSectionForSection() throws IOException {
        var golden = ElfReader.read(Files.readAllBytes(Shared.require("reference/p_base.o")));
        var ours = ElfReader.read(LITTLE);
        assertThat(sections(ours)).isEqualTo(sections(golden));
        assertThat(symbols(ours)).isEqualTo(symbols(golden));
        assertThat(relocations(ours)).isEqualTo(relocations(golden));
        for (String section : List.of(".text", "xdp", ".maps", ".data", ".rodata", "license")) {
            assertThat(content(ours, section)).as(section).isEqualTo(content(golden, section));
        }
    }

    @Test
    void returnsInTheKernelWhatTheGoldenObjectReturns() throws IOException {
        Kernel.require();
        byte[] packet = new byte[64];
        try (var ours = Kernel.load(LITTLE);
                var golden = Kernel.load(Shared.require("reference/p_base.o"))) {
            int expected = golden.program("xp").run(packet).returnValue();
            assertThat(expected).isEqualTo(38);
            assertThat(ours.program("xp").run(packet).returnValue()).isEqualTo(expected);
        }
    }

    @Test
    void mapsCallsConstantsAndKernelFunctionsWorkInTheKernel() {
        Kernel.require();
        try (var rich = Kernel.load(RICH)) {
            assertThat(rich.program("first").run(new byte[64]).returnValue()).isEqualTo(RichObject.FIRST);
            assertThat(rich.program("second").run(new byte[64]).returnValue()).isEqualTo(RichObject.SECOND);
            assertThat(rich.map("counts").valueSize()).isEqualTo(4);
            assertThat(rich.map("flows").keySize()).isEqualTo(13);
            assertThat(rich.map("events").maxEntries()).isEqualTo(1 << 16);
        }
    }

    @Test
    void readelfHasNothingToComplainAbout() throws IOException {
        for (byte[] object : List.of(LITTLE, BIG, RICH)) {
            var said = Judge.require("readelf")
                    .run("-aW", write("a.o", object).toString())
                    .orFail();
            assertThat(said.err()).isEmpty();
            assertThat(said.out()).doesNotContainIgnoringCase("warning").contains("Linux BPF");
        }
    }

    @Test
    void bpftoolPrintsItsTypesAsWeDo() throws IOException {
        var dump = Judge.require("bpftool")
                .run("btf", "dump", "file", write("a.o", LITTLE).toString(), "format", "raw")
                .orFail();
        var types = BtfReader.read(content(ElfReader.read(LITTLE), ".BTF").buffer(ByteOrder.LITTLE_ENDIAN));
        assertThat(dump.out()).isEqualTo(BtfPrinter.print(types));
    }

    @Test
    void bpftoolLinksIt() throws IOException {
        var linked = folder.resolve("linked.o");
        Judge.require("bpftool")
                .run("gen", "object", linked.toString(), write("a.o", LITTLE).toString())
                .orFail();
        Kernel.require();
        try (var loaded = Kernel.load(linked)) {
            assertThat(loaded.program("xp").run(new byte[64]).returnValue()).isEqualTo(38);
        }
    }

    @Test
    void bpftoolMakesASkeletonOfIt() throws IOException {
        var skeleton = Judge.require("bpftool")
                .run("gen", "skeleton", write("base.o", LITTLE).toString())
                .orFail();
        assertThat(skeleton.out())
                .contains("struct bpf_program *xp;", "struct bpf_map *m;", "int gd;", "int ro;", "int bs;");
    }

    @Test
    void bpftoolLoadsAllOfItAndTheLinesAreOurs() throws IOException {
        Kernel.require();
        var bpftool = Judge.require("bpftool");
        try (var pins = BpfFs.mount()) {
            var at = pins.folder().resolve("base").toString();
            bpftool.run("prog", "loadall", write("a.o", LITTLE).toString(), at).orFail();
            var dump = bpftool.run("prog", "dump", "xlated", "pinned", at + "/xp", "linum")
                    .orFail()
                    .out();
            assertThat(dump)
                    .contains("; line 41; [file:Base.java line_num:41 line_col:5]", "; line 30;", "ssub", "gsub");
        }
    }

    @Test
    void llvmReadsItInBothByteOrders() throws IOException {
        var objdump = Judge.require("llvm-objdump-19");
        var little =
                objdump.run("-dr", write("a.o", LITTLE).toString()).orFail().out();
        var big = objdump.run("-dr", write("b.o", BIG).toString()).orFail().out();
        assertThat(withoutBytes(little)).contains("elf64-bpf", "<xp>:", "R_BPF_64_64\tm", "R_BPF_64_32\tgsub");
        assertThat(withoutBytes(big)).isEqualTo(withoutBytes(little).replace("a.o", "b.o"));
    }

    @Test
    void theSameObjectGivesTheSameBytes() {
        assertThat(ObjectWriter.write(BaseObject.in(ByteOrder.LITTLE_ENDIAN), BaseObject.TARGET))
                .isEqualTo(LITTLE);
    }

    /** Both orders print the same instructions; only the bytes before them differ. */
    private static String withoutBytes(String listing) {
        return listing.replaceAll("(?m)^( +\\d+:)(\\t[0-9a-f ]+)\\t", "$1\t");
    }

    private Path write(String name, byte[] object) throws IOException {
        return Files.write(folder.resolve(name), object);
    }

    private static ByteString content(ElfFile file, String section) {
        return ((Content) file.section(file.find(section).orElseThrow())).bytes();
    }

    /** Name, type, flags and alignment of every section. */
    private static List<String> sections(ElfFile file) {
        return file.sections().stream().map(ObjectWriterTest::header).toList();
    }

    private static String header(Section section) {
        var rest = section instanceof Content content
                ? content.header().flags() + " " + content.header().alignment()
                : "";
        return section.name() + " " + section.type() + " " + rest;
    }

    private static List<String> symbols(ElfFile file) {
        var table = (Symbols) file.section(file.find(".symtab").orElseThrow());
        return table.symbols().stream().map(symbol -> symbol(file, symbol)).toList();
    }

    private static String symbol(ElfFile file, Symbol symbol) {
        String place = symbol.place()
                .accept((InSection in) -> file.section(in.section()).name(), (Reserved r) -> "undefined");
        return symbol.name() + " " + symbol.type() + symbol.binding() + " " + place + "+" + symbol.value() + " "
                + symbol.size();
    }

    private static List<String> relocations(ElfFile file) {
        var symbols = symbols(file);
        return file.sections().stream()
                .filter(Relocations.class::isInstance)
                .map(Relocations.class::cast)
                .flatMap(table -> table.relocations().stream()
                        .map(r -> table.name() + "+" + r.offset() + " " + r.type() + " " + symbols.get(r.symbol())))
                .toList();
    }
}
