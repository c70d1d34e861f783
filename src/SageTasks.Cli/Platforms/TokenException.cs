namespace SageTasks.Cli;

/// <summary>There is no token, or what there is can be none; nothing was sent.</summary>
internal sealed class TokenException(string message) : ArgumentException(message);
