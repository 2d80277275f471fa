package dev.skep.object;
