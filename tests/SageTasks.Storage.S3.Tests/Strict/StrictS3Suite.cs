using SageTasks.ContractSuites;

namespace SageTasks.Storage.S3.Tests;

/// <summary>Every store's promises on S3 as its reference describes it.</summary>
public sealed class StrictS3Suite : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.Honoured, ConditionSupport.Honoured);

    protected override Task<IStoreHarness> StartAsync() =>
        Task.FromResult<IStoreHarness>(new S3Harness(new StrictS3().Store(), Location.Parse("s3://bucket/below/")));
}
