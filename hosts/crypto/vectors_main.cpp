#include <cstdio>

#include "crypto/vectors.h"

int main() { std::fputs(arris::crypto::make_vectors().c_str(), stdout); }
