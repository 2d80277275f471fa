package dev.skep.object.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfReader;
import dev.skep.btf.BtfType;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolType;
import dev.skep.object.LinkableObjects;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectLinkerTest {
    private static final List<LinkInput> INPUTS = List.of(
            LinkInput.of("library.o", Sources.compile(Sources.LIBRARY)),
            LinkInput.of("main.o", Sources.compile(Sources.MAIN)),
            LinkInput.of("extra.o", Sources.compile(Sources.EXTRA)));

    private static final byte[] LINKED = ObjectLinker.link(INPUTS);

    @TempDir
    Path folder;

    @Test
    void runsAsWhatBpftoolLinksOfTheSameInputs() throws IOException {
        Kernel.require();
        byte[] packet = new byte[64];
        try (var ours = Kernel.load(LINKED);
                var theirs = Kernel.load(bpftool(INPUTS))) {
            assertThat(theirs.program("main_program").run(packet).returnValue()).isEqualTo(Sources.RESULT);
            assertThat(ours.program("main_program").run(packet).returnValue()).isEqualTo(Sources.RESULT);
            assertThat(ours.program("second_program").run(packet).returnValue())
                    .isEqualTo(theirs.program("second_program").run(packet).returnValue());
            assertThat(ours.programs()).isEqualTo(theirs.programs());
            assertThat(ours.maps()).isEqualTo(theirs.maps());
        }
    }

    @Test
    void bpftoolTakesIt() throws IOException {
        Kernel.require();
        byte[] again = bpftool(List.of(LinkInput.of("linked.o", LINKED)));
        try (var loaded = Kernel.load(again)) {
            assertThat(loaded.program("main_program").run(new byte[64]).returnValue())
                    .isEqualTo(Sources.RESULT);
        }
        Judge.require("bpftool")
                .run("gen", "skeleton", write("linked.o", LINKED).toString())
                .orFail();
    }

    @Test
    void takesWhatBpftoolLinked() throws IOException {
        Kernel.require();
        byte[] two = bpftool(INPUTS.subList(0, 2));
        byte[] all = ObjectLinker.link(List.of(LinkInput.of("two.o", two), INPUTS.get(2)));
        try (var loaded = Kernel.load(all)) {
            assertThat(loaded.program("main_program").run(new byte[64]).returnValue())
                    .isEqualTo(Sources.RESULT);
        }
    }

    /** bpftool lists the map where the extern was, and libbpf does not find it there. */
    @Test
    void anExternMapMayComeBeforeItsDefinition() {
        Kernel.require();
        byte[] linked = ObjectLinker.link(List.of(INPUTS.get(1), INPUTS.get(0), INPUTS.get(2)));
        try (var loaded = Kernel.load(linked)) {
            assertThat(loaded.program("main_program").run(new byte[64]).returnValue())
                    .isEqualTo(Sources.RESULT);
        }
    }

    @Test
    void sameInputsAreTheSameBytes() {
        assertThat(ObjectLinker.link(INPUTS)).isEqualTo(LINKED);
        byte[] once = ObjectLinker.link(List.of(LinkInput.of("linked.o", LINKED)));
        assertThat(ObjectLinker.link(List.of(LinkInput.of("linked.o", once)))).isEqualTo(once);
    }

    @Test
    void isAnObjectThatWeRead() {
        var object = ObjectReader.read(LINKED);
        assertThat(object.programs())
                .extracting(program -> program.name())
                .containsExactlyInAnyOrder("main_program", "second_program");
        assertThat(object.maps()).extracting(map -> map.name()).containsExactlyInAnyOrder("both", "counts");
    }

    @Test
    void functionsTileTheirSectionsAndEachHasANameOfItsOwn() {
        var elf = ElfReader.read(LINKED);
        var symbols = ((Symbols) elf.section(elf.sections().size() - 1)).symbols();
        List<Symbol> functions = symbols.stream()
                .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                .toList();
        assertThat(functions)
                .extracting(Symbol::name)
                .doesNotHaveDuplicates()
                .contains("helper", "helper__1", "helper__2");
        int text = elf.find(".text").orElseThrow();
        long end = 0;
        for (Symbol function : functions.stream()
                .filter(symbol -> symbol.isIn(text))
                .sorted((a, b) -> Long.compare(a.value(), b.value()))
                .toList()) {
            assertThat(function.value()).as(function.name()).isEqualTo(end);
            end += function.size();
        }
        assertThat(end).isEqualTo(((Content) elf.section(text)).bytes().size());
    }

    @Test
    void everyStructureIsThereOnce() {
        BtfGraph types = types(LINKED);
        assertThat(types.types())
                .filteredOn(type -> type instanceof BtfType.Int)
                .extracting(BtfType::name)
                .doesNotHaveDuplicates();
        assertThat(types.types().stream().filter(type -> type.name().equals("counts")))
                .hasSize(1);
        assertThat(types.types().stream().filter(type -> type.name().equals("both")))
                .hasSize(1);
    }

    @Test
    void aBigEndianObjectIsLinkedToo() {
        var order = ByteOrder.BIG_ENDIAN;
        byte[] one = LinkableObjects.base(order);
        byte[] linked = ObjectLinker.link(List.of(LinkInput.of("base.o", one)));
        assertThat(ElfReader.read(linked).order()).isEqualTo(order);
        assertThat(ObjectReader.read(linked).programs()).hasSize(1);
    }

    private static BtfGraph types(byte[] object) {
        var elf = ElfReader.read(object);
        var content = (Content) elf.section(elf.find(".BTF").orElseThrow());
        return BtfReader.read(content.bytes().buffer(elf.order()));
    }

    private byte[] bpftool(List<LinkInput> inputs) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("gen", "object", folder.resolve("theirs.o").toString()));
        for (LinkInput input : inputs) {
            words.add(write(input.name(), input.bytes().toArray()).toString());
        }
        Judge.require("bpftool").run(words, "").orFail();
        return Files.readAllBytes(folder.resolve("theirs.o"));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
