using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SharedObjects.Runtime.Tests")]
[assembly: InternalsVisibleTo("SharedObjects.Conformance.Tests")]
[assembly: InternalsVisibleTo("SharedObjects.Generator.Tests")]
[assembly: InternalsVisibleTo("SharedObjects.Process.Tests")]
[assembly: InternalsVisibleTo("SharedObjects.Benchmarks")]
