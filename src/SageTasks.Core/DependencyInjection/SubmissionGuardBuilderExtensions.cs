using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SageTasks.Runs;

namespace SageTasks;

/// <summary>Registers the submission guard and the watcher.</summary>
public static class SubmissionGuardBuilderExtensions
{
    /// <summary>Registers one <see cref="SubmissionGuard"/> and one <see cref="RunWatcher"/> for the application. A registered
    /// <see cref="ISubmissionLedger"/> is used.</summary>
    public static ISageTasksBuilder AddSubmissionGuard(this ISageTasksBuilder builder, Action<SubmissionGuardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(provider =>
        {
            var options = new SubmissionGuardOptions();
            configure?.Invoke(options);
            return new SubmissionGuard(
                options, provider.GetService<ISubmissionLedger>(), provider.GetService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>());
        });
        builder.Services.TryAddSingleton(provider =>
            new RunWatcher(provider.GetService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>Registers a ledger in a folder, on one machine or on a file system that several machines share.</summary>
    /// <exception cref="ArgumentException">The folder is blank.</exception>
    public static ISageTasksBuilder AddFileLedger(this ISageTasksBuilder builder, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        builder.Services.TryAddSingleton<ISubmissionLedger>(provider => new FileLedger(folder, provider.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
