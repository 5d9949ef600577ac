using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Compares an object that leases grant with a plain line, over random sequences of coming, leaving and giving up.</summary>
internal static class LineSpecs
{
    /// <exception cref="Exception">They differ; the message holds the shortest sequence found.</exception>
    public static void Compare(Func<Line> actual, Func<LineModel> model, Gen<int> requests, int iterations = 100) =>
        Gen.Const(0).Select(_ => (actual(), model())).SampleModelBased(
            requests.Operation<Line, LineModel>((line, request) => line.Acquire(request), (line, request) => line.Acquire(request)),
            requests.Operation<Line, LineModel>((line, request) => line.Acquire(request), (line, request) => line.Acquire(request)),
            Gen.Int[0, 9].Operation<Line, LineModel>((line, which) => line.Release(which), (line, which) => line.Release(which)),
            Gen.Int[0, 9].Operation<Line, LineModel>((line, which) => line.Cancel(which), (line, which) => line.Cancel(which)),
            equal: static (line, plain) => line.Held.SequenceEqual(plain.Held),
            iter: iterations,
            threads: 1,
            printActual: static line => string.Join(", ", line.Held),
            printModel: static line => string.Join(", ", line.Held));

    public static async Task<Lease> Lease<T>(ValueTask<T> acquired)
        where T : Lease => await acquired;
}
