/**
 * Files that kernels and their types come in.
 *
 * <pre>
 * file     = types | image | packed file | archive of one file with types
 * types    = BTF | ELF file with a section .BTF
 * image    = bzImage | EFI zboot image | raw image with BTF somewhere in it
 * packed   = gzip | xz | zstd | lz4 | bzip2 | lzma
 * archive  = tar
 *
 * TypeFile       from a file to the BTF in it
 *   Packing      what files are packed by, told by their first bytes
 *     Zstd       frames of blocks, for which no library in plain Java takes the windows that kernels are packed with
 *       ZstdLiterals, ZstdSequences   what a block consists of
 *   KernelImage  where an image has the kernel
 *   Archive      the file in an archive that has types
 * </pre>
 *
 * <p>Nothing is believed of what a file says about sizes: what it unpacks to is cut off at a limit, and refused.
 */
@NullMarked
package dev.skep.processor.unpack;

import org.jspecify.annotations.NullMarked;
