namespace SageTasks.Testing.Tests;

internal static class Eventually
{
    /// <summary>Waits until the condition holds; fails after a generous while.</summary>
    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (condition())
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail($"Not within 30 seconds: {what}");
    }
}
