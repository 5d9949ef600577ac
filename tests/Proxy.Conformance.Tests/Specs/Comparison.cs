using CsCheck;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Does the same random steps on a shared object and on its plain model; every answer and every state between is compared.</summary>
internal static class Comparison
{
    /// <param name="steps">What can be done.</param>
    /// <param name="create">Makes the shared object with a capacity and gives what does a step on it.</param>
    /// <param name="order">Which item the model takes first.</param>
    public static void Run(string[] steps, Func<int, Func<string, long, Task<string>>> create, Comparison<BufferModel.Entry> order) =>
        Gen.Int[1, 4].Select(capacity => (Actual: new Subject(create(capacity)), Model: new Subject(ModelOf(capacity, order))))
            .SampleModelBased(
                Gen.Select(Gen.Int[0, steps.Length - 1].Select(step => steps[step]), Gen.Int[0, 7]).Operation<Subject, Subject>(
                    static (actual, step) => actual.Do(step.Item1, step.Item2),
                    static (model, step) => model.Do(step.Item1, step.Item2)),
                equal: static (actual, model) => actual.Seen.SequenceEqual(model.Seen),
                iter: 300,
                printActual: static actual => string.Join(", ", actual.Seen),
                printModel: static model => string.Join(", ", model.Seen));

    private static Func<string, long, Task<string>> ModelOf(int capacity, Comparison<BufferModel.Entry> order)
    {
        var model = new BufferModel(capacity, order);
        return (step, argument) => Task.FromResult(model.Do(step, argument));
    }

    private sealed class Subject(Func<string, long, Task<string>> perform)
    {
        public List<string> Seen { get; } = [];

        public void Do(string step, long argument)
        {
            foreach (var each in new[] { step, "state" })
            {
                Seen.Add($"{each} {argument}: {Refusal.OrAnswerAsync(() => perform(each, argument)).GetAwaiter().GetResult()}");
            }
        }
    }
}
