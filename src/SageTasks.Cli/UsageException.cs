namespace SageTasks.Cli;

/// <summary>The command line or the configuration is wrong; nothing was sent.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
