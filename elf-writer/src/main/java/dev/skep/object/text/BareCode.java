package dev.skep.object.text;

import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblyReference;
import dev.skep.asm.text.AssemblySection;
import dev.skep.asm.text.AssemblySymbol;
import dev.skep.asm.text.AssemblySymbol.Place;
import java.nio.ByteBuffer;

/** Code that nothing will be filled into: calls within it have their distances, whoever else may see the callee. */
final class BareCode {
    private static final int IMMEDIATE = 4;

    private BareCode() {}

    static byte[] of(AssemblyFile file, AssemblySection section) {
        ByteBuffer bytes = ByteBuffer.wrap(section.bytes().toArray()).order(file.order());
        for (AssemblyReference reference : section.references()) {
            AssemblySymbol symbol = file.symbols().get(reference.symbol());
            boolean within = reference.form() == AssemblyReference.Form.CALL
                    && symbol.place() instanceof Place.InSection in
                    && file.sections().get(in.section()).equals(section);
            if (!within) {
                throw new IllegalArgumentException("`" + symbol.name() + "` is used at byte " + reference.offset()
                        + ", and only a loader knows where it is: bare code has no place for its name");
            }
            long target = ((Place.InSection) symbol.place()).offset() + reference.addend();
            long slots = (target - reference.offset()) / Long.BYTES - 1;
            bytes.putInt(reference.offset() + IMMEDIATE, (int) slots);
        }
        return bytes.array();
    }
}
