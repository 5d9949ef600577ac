using System.Runtime.CompilerServices;

// Lets calls into the C library be compiled ahead of time (ReadyToRun.targets); [LibraryImport] does all the marshalling there is.
[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("SharedObjects.Runtime.Tests")]
[assembly: InternalsVisibleTo("SharedObjects.Conformance.Tests")]
[assembly: InternalsVisibleTo("SharedObjects.Generator.Tests")]
[assembly: InternalsVisibleTo("SharedObjects.Process.Tests")]
[assembly: InternalsVisibleTo("SharedObjects.Benchmarks")]
[assembly: InternalsVisibleTo("SharedObjects.AotSmoke")]
