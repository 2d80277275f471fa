package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on every packet that a network device receives, before the stack sees it. Kernel 4.8. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "xdp", context = XdpContext.class, verdict = XdpAction.class)
public @interface Xdp {}
