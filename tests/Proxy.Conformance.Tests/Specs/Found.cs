namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Judges what a check of a history found.</summary>
internal static class Found
{
    /// <summary>In how many crowds a mutant has to show itself at least once; how threads meet is up to the machine.</summary>
    private const int Crowds = 50;

    /// <summary>The check must not find anything; if it does, all of that is shown.</summary>
    public static void Nothing(string? violation) => Assert.True(violation is null, violation);

    /// <summary>The check of one crowd after the other must find something.</summary>
    /// <param name="violationAsync">Lets a crowd of a seed loose, and checks what it did.</param>
    public static async Task SomethingAsync(Func<int, Task<string?>> violationAsync)
    {
        for (var seed = 1; seed <= Crowds; seed++)
        {
            if (await violationAsync(seed) is not null)
            {
                return;
            }
        }

        Assert.Fail($"Nothing was found in {Crowds} crowds.");
    }
}
