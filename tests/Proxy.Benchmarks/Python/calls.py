"""One proxied call of multiprocessing.Manager: put and get on a shared queue, and what four threads get through."""
import statistics, sys, threading, time
from multiprocessing import Manager


def main():
    with Manager() as manager:
        queue = manager.Queue()
        value = (3, 2.5)
        samples = []
        end = time.perf_counter() + 3
        while time.perf_counter() < end:
            start = time.perf_counter()
            queue.put(value)
            middle = time.perf_counter()
            queue.get()
            samples.append(middle - start)
            samples.append(time.perf_counter() - middle)
        count = [0] * 4

        def work(index):
            mine = manager.Queue()
            end = time.perf_counter() + 3
            while time.perf_counter() < end:
                mine.put(value)
                mine.get()
                count[index] += 2

        threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(statistics.median(samples) * 1e6, sum(count) / (time.perf_counter() - start))


if __name__ == "__main__":
    main()
