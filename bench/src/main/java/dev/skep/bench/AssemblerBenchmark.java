package dev.skep.bench;

import dev.skep.asm.Assembler;
import dev.skep.asm.Decoder;
import dev.skep.asm.TextStyle;
import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.Dialect;
import dev.skep.asm.text.SourceText;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section.Content;
import dev.skep.object.text.Disassembler;
import dev.skep.object.text.ObjdumpListing;
import dev.skep.object.text.ObjectAssembler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Text to object and back, bytes to instructions and back. The heap is fixed and its collector the one of the command line, so that
 * neither resizing nor threads of a collector are measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xms4g", "-Xmx4g", "-Xmn2g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
public class AssemblerBenchmark {
    /** How many lines the text has. */
    @Param("1000000")
    public int lines;

    private byte[] text = {};
    private byte[] object = {};
    private byte[] code = {};

    /** Makes the text, its object and its code. */
    @Setup
    public void generate() {
        text = Texts.ofLines(lines).getBytes(StandardCharsets.UTF_8);
        object = assemble();
        var elf = ElfReader.read(object);
        code = ((Content) elf.section(elf.find(".text").orElseThrow())).bytes().toArray();
    }

    /** Text to object. */
    @Benchmark
    public byte[] assemble() {
        return ObjectAssembler.assemble(SourceText.of("generated.s", text), AssemblyOptions.DEFAULT);
    }

    /** Object to the listing of llvm-objdump, whose output goes nowhere, too. */
    @Benchmark
    public void objdump() throws IOException {
        ObjdumpListing.write("generated.o", object, TextStyle.OBJDUMP, OutputStream.nullOutputStream());
    }

    /** Object to text that assembles again. */
    @Benchmark
    public void disassemble() throws IOException {
        Disassembler.write(object, Dialect.LLVM, OutputStream.nullOutputStream());
    }

    /** Bytes to instructions, and those to bytes again. */
    @Benchmark
    public byte[] decodeAndEncode() {
        return Assembler.encode(Decoder.decode(code, ByteOrder.LITTLE_ENDIAN), ByteOrder.LITTLE_ENDIAN);
    }
}
