package dev.skep.processor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * A class file that holds a text, as constants: what a processor can read wherever javac finds classes, in folders, jars and modules, and what
 * build tools take for a part of the class that others depend on. Resources are neither.
 */
final class ConstantClass {
    private static final int MAGIC = 0xcafebabe;
    private static final int JAVA_11 = 55;
    private static final int FINAL_CLASS = 0x0030; // final, super
    private static final int CONSTANT = 0x0019; // public, static, final
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int STRING = 8;

    /** A constant has 65535 bytes at most, and a character three. */
    private static final int LONGEST = 20_000;

    private ConstantClass() {}

    /** Returns the bytes of a class. */
    static byte[] write(String binaryName, String text) {
        List<String> pieces = new ArrayList<>();
        for (var at = 0; at < text.length(); at += LONGEST)
            pieces.add(text.substring(at, Math.min(text.length(), at + LONGEST)));
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, binaryName.replace('.', '/'), pieces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The pool: this class as 2, its superclass as 4, the type of the fields as 5, and from 7 on name, text and constant of each field. */
    private static void write(DataOutputStream out, String name, List<String> pieces) throws IOException {
        out.writeInt(MAGIC);
        out.writeShort(0);
        out.writeShort(JAVA_11);
        out.writeShort(7 + 3 * pieces.size());
        utf8(out, name);
        reference(out, CLASS, 1);
        utf8(out, "java/lang/Object");
        reference(out, CLASS, 3);
        utf8(out, "Ljava/lang/String;");
        utf8(out, "ConstantValue");
        for (var i = 0; i < pieces.size(); i++) {
            utf8(out, "p" + i);
            utf8(out, pieces.get(i));
            reference(out, STRING, 7 + 3 * i + 1);
        }
        for (var part : new int[] {FINAL_CLASS, 2, 4, 0, pieces.size()}) out.writeShort(part);
        for (var i = 0; i < pieces.size(); i++) {
            for (var part : new int[] {CONSTANT, 7 + 3 * i, 5, 1, 6}) out.writeShort(part);
            out.writeInt(Short.BYTES);
            out.writeShort(7 + 3 * i + 2);
        }
        out.writeShort(0); // methods
        out.writeShort(0); // attributes
    }

    private static void utf8(DataOutputStream out, String text) throws IOException {
        out.writeByte(UTF8);
        out.writeUTF(text);
    }

    private static void reference(DataOutputStream out, int kind, int index) throws IOException {
        out.writeByte(kind);
        out.writeShort(index);
    }

    /** Returns the text that a class holds. */
    static String read(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .map(VariableElement::getConstantValue)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
