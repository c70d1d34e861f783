using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks;

/// <summary>Adds a ledger in an object store to an application.</summary>
public static class ObjectLedgerBuilderExtensions
{
    /// <summary>Registers an <see cref="ObjectLedger"/> as the <see cref="ISubmissionLedger"/> of <see cref="SubmissionGuard"/>, in the registered store
    /// that serves the prefix: <c>.AddS3().AddObjectLedger(Location.Parse("s3://lab/ledger/"))</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="prefix">Where its objects lie: a bucket, a prefix or a folder that nothing else writes to.</param>
    public static ISageTasksBuilder AddObjectLedger(this ISageTasksBuilder builder, Location prefix)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(prefix);
        builder.Services.TryAddSingleton(provider => new ObjectLedger(
            (provider.GetService<ObjectStores>() ?? new ObjectStores()).StoreOf(prefix), prefix, provider.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddSingleton<ISubmissionLedger>(static provider => provider.GetRequiredService<ObjectLedger>());
        return builder;
    }
}
