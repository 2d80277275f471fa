/** Annotated Java in the builds that people have: javac on the class path and on the module path, several JDKs, Maven, ecj, some classes at a time. */
package dev.skep.builds;
