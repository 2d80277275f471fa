package dev.skep.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** A build in memory: javac with the processor. */
final class Build {
    private final Compilation compilation;

    private Build(Compilation compilation) {
        this.compilation = compilation;
    }

    /** Compiles sources, given as {@code name, text, name, text, …}. */
    static Build of(String... namesAndTexts) {
        return with(List.of(), namesAndTexts);
    }

    /** Compiles sources with options for javac. */
    static Build with(List<Object> options, String... namesAndTexts) {
        var sources = new ArrayList<JavaFileObject>();
        for (var i = 0; i < namesAndTexts.length; i += 2)
            sources.add(JavaFileObjects.forSourceString(namesAndTexts[i], namesAndTexts[i + 1]));
        return new Build(Compiler.javac()
                .withProcessors(new BpfProcessor())
                .withOptions(options)
                .compile(sources));
    }

    Compilation compilation() {
        return compilation;
    }

    /** Returns the object of a class, empty when none was written. */
    Optional<byte[]> object(String binaryName) {
        return compilation
                .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/bpf/" + binaryName + ".bpf.o")
                .filter(Build::isWritten)
                .map(Build::bytes);
    }

    /** Returns the object of a class of a build that must have succeeded. */
    byte[] objectOrFail(String binaryName) {
        if (compilation.status() != Compilation.Status.SUCCESS)
            throw new AssertionError(compilation.diagnostics().toString());
        return object(binaryName).orElseThrow(() -> new AssertionError("no object for " + binaryName));
    }

    /** Returns whether any object was written. */
    boolean hasObjects() {
        return compilation.generatedFiles().stream()
                .anyMatch(file -> file.getName().endsWith(".bpf.o"));
    }

    /** Loads a compiled class into this JVM. */
    Class<?> load(String name) {
        Map<String, byte[]> files = new HashMap<>();
        for (var file : compilation.generatedFiles())
            if (isWritten(file)) files.put(file.getName().replaceAll("^/?CLASS_OUTPUT/", ""), bytes(file));
        try {
            return new MemoryLoader(files).loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(files.keySet().toString(), e);
        }
    }

    /** Files that were only asked for are generated, too, as far as javac's memory goes. */
    private static boolean isWritten(JavaFileObject file) {
        try (var input = file.openInputStream()) {
            return input != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] bytes(JavaFileObject file) {
        try (var input = file.openInputStream()) {
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class MemoryLoader extends ClassLoader {
        private final Map<String, byte[]> files;

        MemoryLoader(Map<String, byte[]> files) {
            super(Build.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = files.get(name.replace('.', '/') + ".class");
            if (bytes == null) throw new ClassNotFoundException(name);
            return defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            var bytes = files.get(name);
            return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
        }
    }
}
