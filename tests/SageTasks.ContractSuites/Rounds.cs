using System.Globalization;

namespace SageTasks.ContractSuites;

/// <summary>How often a test repeats what only chance can break: a few times, or as many times more as <c>SAGETASKS_ROUNDS</c> says.</summary>
public static class Rounds
{
    /// <summary>The variable that multiplies the rounds of such tests.</summary>
    public const string Variable = "SAGETASKS_ROUNDS";

    private static int Factor => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 1;

    public static int Of(int few) => few * Factor;
}
